package dev.sonde.report;

import static java.util.stream.Collectors.joining;

import dev.sonde.suite.SuiteResult;
import java.util.ArrayList;
import java.util.List;

/** A report as Markdown, as GitHub shows it. */
public final class MarkdownReport {
    private MarkdownReport() {}

    /** The report of a run. */
    public static String of(SuiteResult result) {
        return of(ReportModel.of(result));
    }

    /** Writes {@code report}. */
    public static String of(ReportModel report) {
        var out = new StringBuilder("# ").append(Markdown.text(report.title())).append("\n\n");
        report.header().forEach(fact -> out.append("**")
                .append(Markdown.text(fact.label()))
                .append(":** ")
                .append(Markdown.text(fact.value()))
                .append("  \n"));
        for (ReportModel.Section section : report.sections()) {
            out.append("\n## ").append(Markdown.text(section.title())).append("\n\n");
            out.append(blocks(section.blocks()));
        }
        return out.append("\n---\n\n")
                .append(Markdown.text(report.footer()))
                .append('\n')
                .toString();
    }

    /** Writes one table. */
    static String grid(Block.Grid grid) {
        String head = row(grid.columns().stream()
                .map(column -> Markdown.cell(column.name()))
                .toList());
        String rule = row(grid.columns().stream()
                .map(column -> column.kind() == Block.Column.Kind.NUMBER ? "---:" : "---")
                .toList());
        var out = new StringBuilder(head).append(rule);
        for (List<String> cells : grid.rows()) {
            var shown = new ArrayList<String>();
            for (int i = 0; i < cells.size(); i++) {
                shown.add(
                        grid.columns().get(i).kind() == Block.Column.Kind.CODE
                                ? Markdown.codeCell(cells.get(i))
                                : Markdown.cell(cells.get(i)));
            }
            out.append(row(shown));
        }
        return out.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().collect(joining(" | ", "| ", " |\n"));
    }

    private static String blocks(List<Block> blocks) {
        return blocks.stream().map(MarkdownReport::block).collect(joining("\n"));
    }

    private static String block(Block block) {
        if (block instanceof Block.Paragraph paragraph) {
            return Markdown.text(paragraph.text()) + "\n";
        } else if (block instanceof Block.Facts facts) {
            return facts.facts().stream()
                    .map(fact -> "* " + Markdown.text(fact.label()) + ": " + Markdown.code(fact.value()) + "\n")
                    .collect(joining());
        } else if (block instanceof Block.Bullets bullets) {
            return bullets.points().stream()
                    .map(point -> "* " + Markdown.text(point) + "\n")
                    .collect(joining());
        } else if (block instanceof Block.Grid grid) {
            return grid(grid);
        } else if (block instanceof Block.Code code) {
            return Markdown.fence(code.language(), code.text());
        } else if (block instanceof Block.Picture picture) {
            return "**" + Markdown.text(picture.figure().title()) + "**\n\n"
                    + Markdown.fence("text", picture.figure().text());
        } else if (block instanceof Block.Folded folded) {
            return "**" + Markdown.text(folded.summary()) + "**\n\n" + blocks(folded.blocks());
        }
        throw new IllegalStateException("No Markdown for " + block);
    }
}
