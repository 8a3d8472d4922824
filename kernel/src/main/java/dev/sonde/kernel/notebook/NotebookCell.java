package dev.sonde.kernel.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * One cell of a notebook.
 *
 * @param json as in the file; changes write through
 */
public record NotebookCell(ObjectNode json) {

    /** Code or prose. */
    public String source() {
        return MultilineText.of(json.path("source"));
    }

    /** Whether it holds code. */
    public boolean isCode() {
        return json.path("cell_type").asText().equals("code");
    }

    /** Whether it holds prose. */
    public boolean isMarkdown() {
        return json.path("cell_type").asText().equals("markdown");
    }

    /** Whether it carries a tag, such as {@code raises-exception} or {@code skip-execution}. */
    public boolean tagged(String tag) {
        return StreamSupport.stream(json.at("/metadata/tags").spliterator(), false)
                .anyMatch(found -> found.asText().equals(tag));
    }

    /** What it showed when it ran last. */
    public List<JsonNode> outputs() {
        return StreamSupport.stream(json.path("outputs").spliterator(), false).toList();
    }

    /** Forgets what it showed, and returns the list for what it will show. */
    ArrayNode clearOutputs() {
        json.putNull("execution_count");
        return json.putArray("outputs");
    }
}
