package dev.sonde.kernel.code;

import dev.sonde.kernel.display.DisplayBundle;
import java.util.LinkedHashMap;
import java.util.Map;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown of ours for people: as plain text for terminals, as HTML for notebooks. */
final class MarkdownText {

    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer HTML =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    private MarkdownText() {}

    static DisplayBundle bundle(String markdown) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text/plain", plain(markdown));
        data.put("text/html", HTML.render(PARSER.parse(markdown)));
        data.put("text/markdown", markdown);
        return DisplayBundle.of(data);
    }

    private static String plain(String markdown) {
        return markdown.replaceAll("(?m)^```\\w*\\n?", "")
                .replace("`", "")
                .replaceAll("(?m)^- ", "  ")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }
}
