package dev.sonde.kernel.magic;

import dev.sonde.kernel.notebook.Notebook;
import dev.sonde.kernel.notebook.NotebookCell;
import dev.sonde.kernel.notebook.NotebookException;
import dev.sonde.kernel.notebook.NotebookFile;
import dev.sonde.kernel.session.CellOutcome;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the code of another file. */
final class LoadMagic {

    static final Magic MAGIC = new Magic(
            "load",
            Magic.Form.LINE,
            "FILE",
            MagicTakes.FILES,
            "Runs the code of a file (.kt, .kts) or the code cells of a notebook (.ipynb), magics included.",
            """
            Its names can be used afterwards. Relative paths start from the notebook's folder.
            Of a notebook, cells tagged skip-execution are passed over.""",
            List.of(),
            LoadMagic::run);

    private LoadMagic() {}

    private static CellOutcome run(MagicCall call) {
        String name = call.requiredWord();
        if (name.matches("https?://.*")) {
            throw new MagicException(
                    "%%load reads files only. Download '%s', look at it, and load the file.".formatted(name));
        }
        Path file = MagicFiles.of(name);
        refuseLoop(call, file);
        if (!Files.isRegularFile(file)) {
            throw new MagicException("There is no file '%s' (looked for %s).".formatted(name, file));
        }
        call.state().loading().push(file);
        try {
            return name.toLowerCase(Locale.ROOT).endsWith(".ipynb")
                    ? notebook(call, file, name)
                    : code(call, file, name);
        } finally {
            call.state().loading().pop();
        }
    }

    private static void refuseLoop(MagicCall call, Path file) {
        if (call.state().loading().contains(file)) {
            String chain = Stream.concat(Stream.of(file), call.state().loading().stream())
                    .map(at -> String.valueOf(at.getFileName()))
                    .collect(Collectors.joining(" is loaded by "));
            throw new MagicException("'%s' would load itself for ever: %s.".formatted(file.getFileName(), chain));
        }
    }

    private static CellOutcome code(MagicCall call, Path file, String name) {
        String text;
        try {
            text = Files.readString(file);
        } catch (MalformedInputException binary) {
            throw new MagicException(
                    "'%s' is no text file in UTF-8, so it cannot be run as Kotlin.".formatted(name), binary);
        } catch (IOException e) {
            throw new MagicException("Cannot read '%s' (%s).".formatted(name, e), e);
        }
        System.out.printf("Running %s (%s)%n", name, counted(text.lines().count(), "line"));
        return call.cell().nested(text, name);
    }

    private static CellOutcome notebook(MagicCall call, Path file, String name) {
        List<NotebookCell> cells;
        try {
            Notebook notebook = NotebookFile.read(file);
            cells = notebook.cells().stream()
                    .filter(cell -> cell.isCode() && !cell.source().isBlank() && !cell.tagged("skip-execution"))
                    .toList();
        } catch (NotebookException e) {
            throw new MagicException(String.valueOf(e.getMessage()), e);
        }
        System.out.printf("Running %s of %s%n", counted(cells.size(), "code cell"), name);
        CellOutcome outcome = call.done();
        for (int index = 0; index < cells.size(); index++) {
            NotebookCell cell = cells.get(index);
            outcome = call.cell().nested(cell.source(), "%s, code cell %d".formatted(name, index + 1));
            if (outcome instanceof CellOutcome.Failed && !cell.tagged("raises-exception")) {
                return outcome;
            }
        }
        return outcome instanceof CellOutcome.Failed ? call.done() : outcome;
    }

    private static String counted(long count, String noun) {
        return "%,d %s%s".formatted(count, noun, count == 1 ? "" : "s");
    }
}
