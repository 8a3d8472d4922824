package dev.sonde.kernel.display;

import dev.sonde.plot.SondeFigure;
import dev.sonde.report.Markdown;
import dev.sonde.report.PlainText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/** What a value looks like, put together once for all MIME types: plain text, HTML and Markdown. */
final class Content {

    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private final StringBuilder markdown = new StringBuilder();
    private boolean sorts;

    Content title(String text) {
        plain.append(PlainText.lines(text)).append('\n');
        html.append("<p class=\"title\">").append(Html.escape(text)).append("</p>\n");
        markdown.append("**").append(Markdown.text(text)).append("**\n\n");
        return this;
    }

    Content text(String text) {
        plain.append(PlainText.lines(text)).append('\n');
        html.append(Html.paragraph(text));
        markdown.append(Markdown.text(text)).append("\n\n");
        return this;
    }

    Content warnings(List<String> warnings) {
        warnings.forEach(warning -> {
            plain.append("! ").append(PlainText.lines(warning)).append('\n');
            html.append("<p class=\"v warn\">").append(Html.escape(warning)).append("</p>\n");
            markdown.append("- ").append(Markdown.text(warning)).append("\n\n");
        });
        return this;
    }

    Content table(Table table) {
        return sortable(Grid.of(table, Extent.PAGE));
    }

    Content grid(Grid grid) {
        plain.append(GridText.plain(grid));
        html.append(GridText.html(grid));
        markdown.append(GridText.markdown(grid)).append('\n');
        return this;
    }

    /** A table whose columns sort it. */
    Content sortable(Grid grid) {
        sorts |= grid.rows().size() > 2;
        return grid(grid);
    }

    /** Text as it stands, line by line. */
    Content preformatted(String text) {
        plain.append(PlainText.lines(text)).append('\n');
        html.append("<pre>").append(Html.escape(text)).append("</pre>\n");
        markdown.append(Markdown.fence("text", text)).append('\n');
        return this;
    }

    /** A picture; the text forms do without it. */
    Content picture(SondeFigure figure) {
        html.append(figure.inlineSvg());
        return this;
    }

    /** The MIME bundle. */
    Map<String, Object> bundle() {
        var bundle = new LinkedHashMap<String, Object>();
        bundle.put("text/plain", plain.toString().stripTrailing());
        bundle.put("text/html", Html.styled(html + (sorts ? SortScript.HTML : "")));
        bundle.put("text/markdown", markdown.toString());
        return bundle;
    }
}
