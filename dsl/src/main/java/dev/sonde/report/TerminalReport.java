package dev.sonde.report;

import dev.sonde.suite.SuiteResult;
import java.util.List;
import java.util.Set;
import org.apache.commons.text.WordUtils;

/** A report for a terminal: at most 100 columns, plain text with, if wanted, ANSI colours. */
public final class TerminalReport {

    static final int WIDTH = 100;

    /** Left to the files: data, method and environment fill screens. */
    private static final Set<String> LEFT_OUT = Set.of("Figures", "Data", "Environment", "Run it again");

    private TerminalReport() {}

    /**
     * The report of a run.
     *
     * @param color whether to write ANSI colours; a caller leaves them out when {@code NO_COLOR} is set or no person reads
     */
    public static String of(SuiteResult result, boolean color) {
        return of(ReportModel.of(result), color);
    }

    /** Writes {@code report}; see {@link #of(SuiteResult, boolean)}. */
    public static String of(ReportModel report, boolean color) {
        var ansi = new Ansi(color);
        var out = new StringBuilder();
        out.append(ansi.bold(wrap(report.title(), 0))).append('\n');
        int width = report.header().stream()
                .mapToInt(fact -> fact.label().length())
                .max()
                .orElse(0);
        report.header().forEach(fact -> out.append(fact(fact, width)));
        for (ReportModel.Section section : report.sections()) {
            if (!LEFT_OUT.contains(section.title())) {
                out.append('\n').append(ansi.bold(section.title())).append('\n');
                section.blocks().forEach(block -> out.append(block(block, ansi)));
            }
        }
        return out.append('\n')
                .append(ansi.dim(wrap(report.footer(), 0)))
                .append('\n')
                .toString();
    }

    private static String block(Block block, Ansi ansi) {
        if (block instanceof Block.Paragraph paragraph) {
            return wrap(paragraph.text(), 2) + "\n";
        } else if (block instanceof Block.Facts facts) {
            return join(facts.facts().stream().map(fact -> fact(fact, 0)).toList());
        } else if (block instanceof Block.Bullets bullets) {
            return join(
                    bullets.points().stream().map(point -> bullet(point) + "\n").toList());
        } else if (block instanceof Block.Grid grid) {
            return new TerminalGrid(grid, ansi).draw();
        } else if (block instanceof Block.Code code) {
            return PlainText.lines(code.text()).stripTrailing() + "\n";
        } else if (block instanceof Block.Picture picture) {
            return PlainText.lines(picture.figure().text()) + "\n";
        } else if (block instanceof Block.Folded folded) {
            return wrap(folded.summary(), 2) + "\n"
                    + join(folded.blocks().stream()
                            .map(inner -> block(inner, ansi))
                            .toList());
        }
        throw new IllegalStateException("No plain text for " + block);
    }

    private static String fact(Block.Fact fact, int width) {
        String label = PlainText.oneLine(fact.label());
        return label + " ".repeat(Math.max(0, width - label.length())) + "  "
                + wrap(fact.value(), Math.max(width, label.length()) + 2).stripLeading() + "\n";
    }

    private static String bullet(String point) {
        return "  * " + wrap(point, 4).stripLeading();
    }

    /** One line of text broken to the width, every line indented. */
    static String wrap(String text, int indent) {
        String pad = " ".repeat(indent);
        return pad + WordUtils.wrap(PlainText.oneLine(text), WIDTH - indent, "\n" + pad, true);
    }

    private static String join(List<String> parts) {
        return String.join("", parts);
    }

    /** Colours, or none. */
    record Ansi(boolean on) {

        String bold(String text) {
            return paint("1", text);
        }

        String dim(String text) {
            return paint("2", text);
        }

        /** A verdict in its colour, padded text included. */
        String verdict(String verdict, String padded) {
            return switch (verdict) {
                case "pass" -> paint("32", padded);
                case "fail" -> paint("31", padded);
                case "warn" -> paint("33", padded);
                case "error" -> paint("35", padded);
                case "inconclusive" -> paint("36", padded);
                default -> dim(padded);
            };
        }

        private String paint(String code, String text) {
            return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
        }
    }
}
