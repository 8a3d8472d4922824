package dev.sonde.kernel.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Text as notebook files hold it: one string, or a list of lines that keep their ends. */
final class MultilineText {
    private MultilineText() {}

    /** The whole text; empty for anything that is no text. */
    static String of(JsonNode node) {
        if (node.isArray()) {
            var text = new StringBuilder();
            node.forEach(line -> text.append(line.asText()));
            return text.toString();
        }
        return node.isTextual() ? node.asText() : "";
    }

    /** The text as a list of lines, the form that Jupyter writes. */
    static ArrayNode lines(String text) {
        var lines = JsonNodeFactory.instance.arrayNode();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end + 1));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }
}
