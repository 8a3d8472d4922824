package dev.sonde.kernel.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.plot.Markup;
import java.util.List;

/** One output of a cell as HTML. */
record OutputHtml(MarkdownHtml markdown) {

    private static final List<String> RICHEST_FIRST =
            List.of("text/html", "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain");

    String of(JsonNode output) {
        return switch (output.path("output_type").asText()) {
            case "stream" -> pre(output.path("name").asText(), MultilineText.of(output.path("text")));
            case "error" -> pre("error", traceback(output));
            default -> "<div class=\"output\">" + data(output.path("data")) + "</div>\n";
        };
    }

    private static String traceback(JsonNode output) {
        var lines = new StringBuilder();
        output.path("traceback").forEach(line -> lines.append(line.asText()).append('\n'));
        return lines.isEmpty()
                ? output.path("ename").asText() + ": " + output.path("evalue").asText()
                : lines.toString();
    }

    private String data(JsonNode data) {
        String type = RICHEST_FIRST.stream().filter(data::has).findFirst().orElse("");
        String content = MultilineText.of(data.path(type));
        return switch (type) {
            case "text/html", "image/svg+xml" -> content;
            case "image/png", "image/jpeg" ->
                "<img alt=\"\" src=\"data:%s;base64,%s\">".formatted(type, content.replaceAll("[^A-Za-z0-9+/=]", ""));
            case "text/markdown" -> markdown.of(content);
            default -> pre("plain", content);
        };
    }

    private static String pre(String kind, String text) {
        return "<pre class=\"%s\">%s</pre>\n".formatted(Markup.escape(kind), AnsiHtml.of(text));
    }
}
