package dev.sonde.kernel.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A notebook of format 4.
 *
 * <p>It keeps the JSON that it was read from, so that fields which nobody here knows survive a run. Running a notebook
 * fills in the outputs of this very object; {@link #copy()} first to keep the original.
 *
 * @param json the whole file
 */
public record Notebook(ObjectNode json) {

    /** The cells, in order; they write through to {@link #json}. */
    public List<NotebookCell> cells() {
        return StreamSupport.stream(json.path("cells").spliterator(), false)
                .filter(JsonNode::isObject)
                .map(cell -> new NotebookCell((ObjectNode) cell))
                .toList();
    }

    /** The language that the file says its cells are in; empty when it does not say. */
    public Optional<String> language() {
        String language = json.at("/metadata/kernelspec/language").asText();
        return Optional.of(
                        language.isEmpty()
                                ? json.at("/metadata/language_info/name").asText()
                                : language)
                .filter(name -> !name.isEmpty());
    }

    /** The first heading of its prose; empty when it has none. */
    public Optional<String> title() {
        return cells().stream()
                .filter(NotebookCell::isMarkdown)
                .flatMap(cell -> cell.source().lines())
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2).strip())
                .findFirst();
    }

    /** An independent copy. */
    public Notebook copy() {
        return new Notebook(json.deepCopy());
    }
}
