package dev.sonde.kernel.display;

import dev.sonde.table.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table ready to be shown: texts only, cut to a size that a page bears.
 *
 * @param columns from left to right
 * @param rows each as long as {@code columns}
 * @param more what was left out, such as {@code 40 more rows}; empty when nothing was
 */
record Grid(List<Head> columns, List<List<String>> rows, String more) {

    /**
     * A column.
     *
     * @param numeric whether it is aligned to the right
     */
    record Head(String name, boolean numeric) {}

    Grid {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** A table of texts; as many rows and columns as a page bears. */
    static Grid of(List<Head> columns, List<List<String>> rows) {
        return of(columns, rows, Extent.PAGE);
    }

    /** A table of texts; as many rows and columns as are wanted. */
    static Grid of(List<Head> columns, List<List<String>> rows, Extent extent) {
        int width = Math.min(columns.size(), extent.columns());
        var cut = rows.stream()
                .limit(extent.rows())
                .map(row -> row.subList(0, width))
                .toList();
        return new Grid(columns.subList(0, width), cut, more(rows.size(), columns.size(), extent));
    }

    /** A Tablesaw table. */
    static Grid of(Table table, Extent extent) {
        List<Column<?>> columns = table.columns();
        var heads = columns.stream()
                .map(column -> new Head(column.name(), column instanceof NumericColumn))
                .toList();
        var rows = new ArrayList<List<String>>();
        for (int row = 0; row < Math.min(table.rowCount(), extent.rows()); row++) {
            int at = row;
            rows.add(columns.stream().map(column -> cell(column, at)).toList());
        }
        Grid shown = of(heads, rows, extent);
        return new Grid(shown.columns, shown.rows, more(table.rowCount(), columns.size(), extent));
    }

    /** The same as the look of a value, which a cell can ask for more of itself. */
    Grid ofValue(Extent extent) {
        boolean hint = !more.isEmpty() && extent.equals(Extent.PAGE);
        return hint ? new Grid(columns, rows, more + "; .show() shows more") : this;
    }

    private static String cell(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return Numbers.MISSING;
        }
        Object value = column.get(row);
        if (column.name().equals("hit rate") && value instanceof Double rate) {
            return Numbers.percent(rate);
        }
        return value instanceof Double || value instanceof Float
                ? number(((Number) value).doubleValue())
                : String.valueOf(value);
    }

    /** A number of the user's; NaN and infinities are values of theirs, and not to be taken for missing. */
    static String number(double value) {
        return Double.isFinite(value) ? Numbers.raw(value) : String.valueOf(value);
    }

    private static String more(int rows, int columns, Extent extent) {
        var parts = new ArrayList<String>();
        addMore(parts, rows - extent.rows(), "row");
        addMore(parts, columns - extent.columns(), "column");
        return String.join(", ", parts);
    }

    private static void addMore(List<String> parts, int left, String what) {
        if (left > 0) {
            parts.add("%,d more %s%s".formatted(left, what, left == 1 ? "" : "s"));
        }
    }

    /** How wide each column's widest text is, at most {@code limit}. */
    List<Integer> widths(int limit) {
        return IntStream.range(0, columns.size())
                .map(index -> rows.stream()
                        .mapToInt(row -> row.get(index).length())
                        .reduce(columns.get(index).name().length(), Math::max))
                .mapToObj(width -> Math.min(width, limit))
                .toList();
    }
}
