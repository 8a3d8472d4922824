package dev.sonde.report;

import static dev.sonde.report.Block.Column.Kind.CODE;
import static dev.sonde.report.Block.Column.Kind.NOTE;
import static java.util.stream.Collectors.joining;

import dev.sonde.plot.FigureHtml;
import dev.sonde.plot.Markup;
import dev.sonde.plot.SondeFigure;
import java.util.List;

/** Writes blocks as HTML, escaping everything. */
final class HtmlBlocks {

    private final boolean interactive;

    HtmlBlocks(boolean interactive) {
        this.interactive = interactive;
    }

    String html(Block block) {
        if (block instanceof Block.Paragraph paragraph) {
            return "<p>" + text(paragraph.text()) + "</p>\n";
        } else if (block instanceof Block.Facts facts) {
            return "<dl>" + facts.facts().stream().map(HtmlBlocks::fact).collect(joining()) + "</dl>\n";
        } else if (block instanceof Block.Bullets bullets) {
            return bullets.points().stream()
                    .map(point -> "<li>" + text(point) + "</li>\n")
                    .collect(joining("", "<ul>\n", "</ul>\n"));
        } else if (block instanceof Block.Grid grid) {
            return grid(grid);
        } else if (block instanceof Block.Code code) {
            return "<pre><code>" + Markup.escape(PlainText.lines(code.text())) + "</code></pre>\n";
        } else if (block instanceof Block.Picture picture) {
            return "<figure>" + figure(picture.figure()) + "</figure>\n";
        } else if (block instanceof Block.Folded folded) {
            return "<details><summary>" + text(folded.summary()) + "</summary>\n"
                    + folded.blocks().stream().map(this::html).collect(joining()) + "</details>\n";
        }
        throw new IllegalStateException("No HTML for " + block);
    }

    static String fact(Block.Fact fact) {
        return "<div><dt>" + text(fact.label()) + "</dt><dd>" + text(fact.value()) + "</dd></div>\n";
    }

    private String figure(SondeFigure figure) {
        return interactive ? FigureHtml.of(figure) : figure.inlineSvg();
    }

    private static String grid(Block.Grid grid) {
        var out = new StringBuilder("<div class=\"wide\"><table>\n<thead><tr>");
        for (Block.Column column : grid.columns()) {
            if (column.kind() != NOTE) {
                out.append("<th")
                        .append(css(column, ""))
                        .append('>')
                        .append(text(column.name()))
                        .append("</th>");
            }
        }
        out.append("</tr></thead>\n<tbody>\n");
        grid.rows().forEach(row -> row(out, grid.columns(), row));
        return out.append("</tbody></table></div>\n").toString();
    }

    /** A note goes below its row over the whole width, where it can be read without scrolling. */
    private static void row(StringBuilder out, List<Block.Column> columns, List<String> row) {
        var notes = new StringBuilder();
        var cells = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            Block.Column column = columns.get(i);
            String cell = text(row.get(i));
            if (column.kind() == NOTE) {
                notes.append(
                        cell.isEmpty()
                                ? ""
                                : "<tr><td class=\"note\" colspan=\"" + (row.size() - 1) + "\">" + cell
                                        + "</td></tr>\n");
                continue;
            }
            cells.append("<td").append(css(column, row.get(i))).append('>');
            cells.append(column.kind() == CODE && !cell.isEmpty() ? "<code>" + cell + "</code>" : cell);
            cells.append("</td>");
        }
        out.append(notes.isEmpty() ? "<tr>" : "<tr class=\"noted\">")
                .append(cells)
                .append("</tr>\n")
                .append(notes);
    }

    private static String css(Block.Column column, String cell) {
        return switch (column.kind()) {
            case NUMBER -> " class=\"n\"";
            case VERDICT -> cell.matches("[a-z]+") ? " class=\"v " + cell + "\"" : "";
            case TEXT, CODE, NOTE -> "";
        };
    }

    private static String text(String text) {
        return Markup.escape(PlainText.oneLine(text));
    }
}
