package dev.sonde.report;

import static dev.sonde.report.Block.Column.Kind.NOTE;
import static dev.sonde.report.Block.Column.Kind.NUMBER;
import static dev.sonde.report.Block.Column.Kind.VERDICT;

import dev.sonde.table.Numbers;
import java.util.ArrayList;
import java.util.List;

/** A table in a terminal: columns that do not fit beside the others, and notes, go below their row. */
final class TerminalGrid {

    private static final int LONGEST_CELL = 24;
    private static final int INDENT = 2;

    private final Block.Grid grid;
    private final TerminalReport.Ansi ansi;
    private final List<Integer> beside = new ArrayList<>();
    private final List<Integer> below = new ArrayList<>();

    TerminalGrid(Block.Grid grid, TerminalReport.Ansi ansi) {
        this.grid = grid;
        this.ansi = ansi;
        int used = INDENT;
        for (int i = 0; i < grid.columns().size(); i++) {
            boolean fits = below.isEmpty() && kind(i) != NOTE && used + width(i) <= TerminalReport.WIDTH;
            (fits ? beside : below).add(i);
            used += width(i) + 2;
        }
    }

    String draw() {
        var out = new StringBuilder(ansi.dim(line(null))).append('\n');
        for (List<String> row : grid.rows()) {
            out.append(line(row)).append('\n');
            below(out, row);
        }
        return out.toString();
    }

    /** The cells beside each other; the header for {@code null}. */
    private String line(@org.jspecify.annotations.Nullable List<String> row) {
        var out = new StringBuilder(" ".repeat(INDENT));
        for (int i : beside) {
            String cell = cut(row == null ? grid.columns().get(i).name() : row.get(i));
            String space = " ".repeat(width(i) - length(cell));
            String padded = kind(i) == NUMBER ? space + cell : cell + space;
            out.append(row != null && kind(i) == VERDICT ? ansi.verdict(cell, padded) : padded)
                    .append("  ");
        }
        return out.toString().stripTrailing();
    }

    private void below(StringBuilder out, List<String> row) {
        var numbers = new ArrayList<String>();
        for (int i : below) {
            if (kind(i) != NOTE && !row.get(i).equals(Numbers.MISSING)) {
                numbers.add(grid.columns().get(i).name() + " " + row.get(i));
            }
        }
        if (!numbers.isEmpty()) {
            out.append(TerminalReport.wrap(String.join("; ", numbers), INDENT + 2))
                    .append('\n');
        }
        for (int i : below) {
            if (kind(i) == NOTE && !row.get(i).isBlank()) {
                out.append(TerminalReport.wrap(row.get(i), INDENT + 2)).append('\n');
            }
        }
    }

    private int width(int column) {
        int longest = grid.rows().stream()
                .mapToInt(row -> length(cut(row.get(column))))
                .max()
                .orElse(0);
        return Math.max(longest, length(grid.columns().get(column).name()));
    }

    private Block.Column.Kind kind(int column) {
        return grid.columns().get(column).kind();
    }

    private static String cut(String cell) {
        String line = PlainText.oneLine(cell);
        return length(line) <= LONGEST_CELL
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_CELL - 1)) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
