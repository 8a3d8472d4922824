package dev.sonde.kernel.display;

import dev.sonde.probe.Verdict;
import dev.sonde.report.Markdown;
import dev.sonde.report.PlainText;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A grid for a terminal, for Markdown and for HTML. */
final class GridText {

    private static final int TERMINAL_CELL = 72;
    private static final int PAGE_CELL = 400;
    private static final char NO_BREAK = '\u00a0';
    private static final Pattern TOKEN = Pattern.compile("'[^']{1,20}' \\d+ %");
    private static final Pattern VERDICT = Pattern.compile(
            Arrays.stream(Verdict.values()).map(Html::name).collect(Collectors.joining("|", "(", ")(?: \\(\\S+\\))?")));

    private GridText() {}

    /** Columns aligned by spaces. */
    static String plain(Grid grid) {
        List<Integer> widths = grid.widths(TERMINAL_CELL);
        var text = new StringBuilder();
        line(text, grid, widths, grid.columns().stream().map(Grid.Head::name).toList());
        line(text, grid, widths, widths.stream().map("─"::repeat).toList());
        grid.rows().forEach(row -> line(text, grid, widths, row));
        if (!grid.more().isEmpty()) {
            text.append("… ").append(grid.more()).append('\n');
        }
        return text.toString();
    }

    private static void line(StringBuilder text, Grid grid, List<Integer> widths, List<String> cells) {
        var line = new StringBuilder();
        for (int index = 0; index < cells.size(); index++) {
            String cell = cut(PlainText.oneLine(cells.get(index)).replaceAll("\\s+", " "), TERMINAL_CELL);
            String space = " ".repeat(Math.max(0, widths.get(index) - cell.length()));
            boolean numeric = grid.columns().get(index).numeric();
            line.append(index == 0 ? "" : "  ").append(numeric ? space + cell : cell + space);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    /** A table of GitHub's Markdown. */
    static String markdown(Grid grid) {
        var text = new StringBuilder("|");
        grid.columns()
                .forEach(head -> text.append(' ').append(cell(head.name())).append(" |"));
        text.append("\n|");
        grid.columns().forEach(head -> text.append(head.numeric() ? " ---: |" : " --- |"));
        for (List<String> row : grid.rows()) {
            text.append("\n|");
            row.forEach(value -> text.append(' ').append(cell(value)).append(" |"));
        }
        text.append('\n');
        return grid.more().isEmpty()
                ? text.toString()
                : text.append("\n… ").append(grid.more()).append('\n').toString();
    }

    private static String cell(String text) {
        return Markdown.cell(cut(text, PAGE_CELL).replaceAll("\\s+", " "));
    }

    /** A table in the page's colours. */
    static String html(Grid grid) {
        var html = new StringBuilder("<table><thead><tr>");
        for (Grid.Head head : grid.columns()) {
            html.append(head.numeric() ? "<th class=\"n\">" : "<th>")
                    .append(Html.escape(head.name()))
                    .append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : grid.rows()) {
            html.append("<tr>");
            for (int index = 0; index < row.size(); index++) {
                html.append(cell(grid.columns().get(index), row.get(index)));
            }
            html.append("</tr>\n");
        }
        html.append("</tbody></table>\n");
        return grid.more().isEmpty() ? html.toString() : html + Html.paragraph("… " + grid.more());
    }

    private static String cell(Grid.Head head, String value) {
        var verdict = VERDICT.matcher(value);
        String kind = head.numeric() ? "n" : verdict.matches() ? "v " + verdict.group(1) : "";
        String open = kind.isEmpty() ? "<td>" : "<td class=\"" + kind + "\">";
        return open + Html.escape(unbroken(cut(value, PAGE_CELL))) + "</td>";
    }

    /** A token and its probability stay in one line. */
    private static String unbroken(String text) {
        return TOKEN.matcher(text)
                .replaceAll(token -> Matcher.quoteReplacement(token.group().replace(' ', NO_BREAK)));
    }

    private static String cut(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
    }
}
