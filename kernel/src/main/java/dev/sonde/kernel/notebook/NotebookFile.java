package dev.sonde.kernel.notebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.suite.FileTrouble;
import dev.sonde.suite.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads and writes {@code .ipynb} files in the layout that Jupyter writes, so that a diff shows only what changed. */
public final class NotebookFile {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();
    private static final ObjectWriter WRITER = JSON.writer(printer());

    private NotebookFile() {}

    /**
     * Reads a notebook.
     *
     * @throws NotebookException if the file cannot be read, is no notebook, or is one of another format
     */
    public static Notebook read(Path file) {
        if (Files.isDirectory(file)) {
            throw new NotebookException("'%s' is a folder. Name the notebook in it.".formatted(file));
        }
        if (!Files.exists(file)) {
            throw new NotebookException("There is no notebook '%s'.".formatted(file));
        }
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new NotebookException("Cannot read '%s' (%s).".formatted(file, FileTrouble.reason(e)), e);
        }
    }

    /**
     * Reads a notebook's text.
     *
     * @param name what messages call it
     * @throws NotebookException if the text is no notebook, or one of another format
     */
    public static Notebook parse(String text, String name) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new NotebookException(
                    "'%s' is not a notebook: it is not JSON, see line %d (%s)."
                            .formatted(name, e.getLocation().getLineNr(), FileTrouble.syntax(e)),
                    e);
        }
        if (text.isBlank()) {
            throw new NotebookException("'%s' is empty.".formatted(name));
        }
        if (!(json instanceof ObjectNode object) || !object.path("cells").isArray()) {
            throw new NotebookException("'%s' is not a notebook of format 4: it has no list 'cells'. ".formatted(name)
                    + "Convert it with 'jupyter nbconvert --to notebook --nbformat 4'.");
        }
        if (object.path("nbformat").asInt() != 4) {
            throw new NotebookException(
                    "'%s' is a notebook of format %s; Sonde reads format 4. ".formatted(name, object.path("nbformat"))
                            + "Convert it with 'jupyter nbconvert --to notebook --nbformat 4'.");
        }
        return new Notebook(object);
    }

    /** The text of a notebook, with a line end. */
    public static String text(Notebook notebook) {
        try {
            return WRITER.writeValueAsString(notebook.json()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree is not JSON", e);
        }
    }

    /**
     * Writes a notebook, through a file beside it, so that a reader never sees half of it.
     *
     * @throws NotebookException if that fails
     */
    public static void write(Notebook notebook, Path file) {
        write(file, text(notebook));
    }

    /** Writes a text file wholly or not at all. */
    static void write(Path file, String text) {
        try {
            WholeFile.write(file, text);
        } catch (IOException e) {
            throw new NotebookException(
                    "Cannot write '%s' (%s). Choose another place.".formatted(file, FileTrouble.reason(e)), e);
        }
    }

    private static DefaultPrettyPrinter printer() {
        var indenter = new DefaultIndenter(" ", "\n");
        var separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        return new DefaultPrettyPrinter()
                .withSeparators(separators)
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }
}
