package dev.sonde.kernel.display;

/**
 * How much of a table is shown.
 *
 * @param rows at most so many, 1 to {@value #MOST_ROWS}
 * @param columns at most so many, 1 to {@value #MOST_COLUMNS}
 */
public record Extent(int rows, int columns) {

    /** More rows make a page slow. */
    public static final int MOST_ROWS = 10_000;

    /** More columns make a page slow. */
    public static final int MOST_COLUMNS = 1_000;

    /** What a page bears without being asked. */
    static final Extent PAGE = new Extent(60, 24);

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if one of them is out of its range
     */
    public Extent {
        check("rows", rows, MOST_ROWS);
        check("columns", columns, MOST_COLUMNS);
    }

    private static void check(String what, int number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException("%s is %,d: a table shows 1 to %,d %s. For one part of it, select that."
                    .formatted(what, number, most, what));
        }
    }
}
