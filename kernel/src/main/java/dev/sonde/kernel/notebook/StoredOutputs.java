package dev.sonde.kernel.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.display.OutputSink;
import dev.sonde.kernel.display.StreamName;
import dev.sonde.kernel.session.CellError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the cells of one run show, as a front end would save it: text of a stream in one piece, an updated display with
 * its last content only.
 */
final class StoredOutputs implements OutputSink {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<ObjectNode>> displays = new HashMap<>();
    private ArrayNode outputs = JSON.createArrayNode();
    private boolean clearFirst;

    /** What follows belongs to this cell. */
    synchronized void enter(NotebookCell cell) {
        outputs = cell.clearOutputs();
        clearFirst = false;
    }

    @Override
    public synchronized void stream(StreamName name, String text) {
        clearIfAsked();
        JsonNode last = outputs.path(outputs.size() - 1);
        if (last.path("name").asText().equals(name.wireName())) {
            ((ObjectNode) last).set("text", MultilineText.lines(MultilineText.of(last.path("text")) + text));
        } else {
            ObjectNode output = add("stream");
            output.put("name", name.wireName());
            output.set("text", MultilineText.lines(text));
        }
    }

    @Override
    public synchronized void display(DisplayBundle bundle) {
        clearIfAsked();
        ObjectNode output = add("display_data");
        fill(output, bundle);
        bundle.displayId().ifPresent(id -> displays.computeIfAbsent(id, none -> new ArrayList<>())
                .add(output));
    }

    @Override
    public synchronized void update(DisplayBundle bundle) {
        bundle.displayId()
                .map(id -> displays.getOrDefault(id, List.of()))
                .ifPresent(shown -> shown.forEach(output -> fill(output, bundle)));
    }

    @Override
    public synchronized void clear(boolean wait) {
        clearFirst = wait;
        if (!wait) {
            outputs.removeAll();
        }
    }

    /** The value of the cell's last expression. */
    synchronized void result(int executionCount, DisplayBundle bundle) {
        clearIfAsked();
        ObjectNode output = add("execute_result");
        output.put("execution_count", executionCount);
        fill(output, bundle);
    }

    /** Why the cell failed. */
    synchronized void error(CellError error) {
        clearIfAsked();
        ObjectNode output = add("error");
        output.put("ename", error.name());
        output.put("evalue", error.message());
        ArrayNode traceback = output.putArray("traceback");
        error.traceback().forEach(traceback::add);
    }

    private ObjectNode add(String type) {
        return outputs.addObject().put("output_type", type);
    }

    private void clearIfAsked() {
        if (clearFirst) {
            outputs.removeAll();
            clearFirst = false;
        }
    }

    private static void fill(ObjectNode output, DisplayBundle bundle) {
        ObjectNode data = output.putObject("data");
        bundle.data().forEach((type, content) -> data.set(type, stored(type, content)));
        output.set("metadata", JSON.valueToTree(bundle.metadata()));
    }

    private static JsonNode stored(String type, Object content) {
        boolean json = type.equals("application/json") || type.endsWith("+json");
        return !json && content instanceof String text ? MultilineText.lines(text) : JSON.valueToTree(content);
    }
}
