package dev.sonde.plot;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a figure shows, independent of how it is drawn.
 *
 * @param title of the figure
 * @param alt one sentence or two that stand for the picture where it cannot be seen
 * @param note how to read it, below the picture; may be empty
 * @param panels from top to bottom; may be empty, which draws {@code note} alone
 */
public record Chart(String title, String alt, String note, List<Panel> panels) {
    /** Copies the panels. */
    public Chart {
        panels = List.copyOf(panels);
    }

    /**
     * One pair of axes.
     *
     * @param xTitle with the unit
     * @param yTitle with the unit; empty with rows
     * @param rows labels of the y axis from the top; empty for a y axis of numbers
     * @param marks drawn in this order, later ones on top
     */
    public record Panel(String xTitle, String yTitle, List<Row> rows, List<Mark> marks) {
        /** Copies the lists. */
        public Panel {
            rows = List.copyOf(rows);
            marks = List.copyOf(marks);
        }

        /** Whether the y axis counts rows. */
        public boolean hasRows() {
            return !rows.isEmpty();
        }

        /** The x or y values that an axis must show; with rows, the x axis starts at 0. */
        List<Double> reach(boolean horizontal) {
            Stream<Double> reach =
                    marks.stream().flatMap(mark -> mark.reach().stream()).map(at -> horizontal ? at.x() : at.y());
            return (hasRows() ? Stream.concat(reach, Stream.of(0.0)) : reach).toList();
        }
    }

    /**
     * A row of a panel.
     *
     * @param label at its left
     * @param sublabel below the label, quieter; may be empty
     * @param value the number in words, at its right; may be empty
     */
    public record Row(String label, String sublabel, String value) {}
}
