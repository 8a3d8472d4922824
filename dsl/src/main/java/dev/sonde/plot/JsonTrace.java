package dev.sonde.plot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.plotly.components.HoverLabel;
import tech.tablesaw.plotly.traces.Trace;

/** A Tablesaw trace with any attribute that Plotly knows, error bars among them. */
record JsonTrace(JsonNode spec) implements Trace {

    static Trace[] of(SondeFigure figure) {
        var traces = new ArrayList<Trace>();
        figure.plotly().get("data").forEach(trace -> traces.add(new JsonTrace(trace)));
        return traces.toArray(Trace[]::new);
    }

    @Override
    public String asJavascript(int number) {
        return "var trace" + number + " = " + scriptSafe(spec) + ";\n";
    }

    @Override
    public String name() {
        return spec.path("name").asText();
    }

    @Override
    public @Nullable HoverLabel hoverLabel() {
        return null; // Tablesaw's word for "as Plotly has it"
    }

    @Override
    public boolean showLegend() {
        return false;
    }

    /** JSON without control characters that cannot end the script element around it, nor a line of it. */
    static String scriptSafe(JsonNode json) {
        return visible(json)
                .toString()
                .replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static JsonNode visible(JsonNode json) {
        if (json.isTextual()) {
            return TextNode.valueOf(Markup.visible(json.textValue()));
        }
        if (json.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode(json.size());
            json.forEach(each -> array.add(visible(each)));
            return array;
        }
        if (json.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            json.properties().forEach(field -> object.set(field.getKey(), visible(field.getValue())));
            return object;
        }
        return json;
    }
}
