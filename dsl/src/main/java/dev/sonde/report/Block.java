package dev.sonde.report;

import dev.sonde.plot.SondeFigure;
import java.util.List;

/** A piece of a report: text that is formatted but not yet escaped for any surface. */
public sealed interface Block {

    /** Sentences. */
    record Paragraph(String text) implements Block {}

    /** Labelled values. */
    record Facts(List<Fact> facts) implements Block {
        /** Copies the facts. */
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /** One labelled value. */
    record Fact(String label, String value) {}

    /** Points of equal weight. */
    record Bullets(List<String> points) implements Block {
        /** Copies the points. */
        public Bullets {
            points = List.copyOf(points);
        }
    }

    /**
     * A table.
     *
     * @param columns from left to right
     * @param rows each as long as {@code columns}
     */
    record Grid(List<Column> columns, List<List<String>> rows) implements Block {
        /**
         * Copies the lists.
         *
         * @throws IllegalArgumentException if a row is not as long as the header
         */
        public Grid {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException(
                            "A table of %d columns got a row of %d: %s".formatted(columns.size(), row.size(), row));
                }
            }
        }
    }

    /** A table's column. */
    record Column(String name, Kind kind) {
        /** How a column reads. */
        public enum Kind {
            /** Words, at the left. */
            TEXT,
            /** Numbers, at the right. */
            NUMBER,
            /** A name that stands in code. */
            CODE,
            /** A verdict, coloured where there are colours. */
            VERDICT,
            /** Sentences; on narrow surfaces below the row. */
            NOTE
        }
    }

    /** Text to be kept as it is, such as a file. */
    record Code(String language, String text) implements Block {}

    /** A figure. */
    record Picture(SondeFigure figure) implements Block {}

    /** Blocks that are folded away where the surface can fold. */
    record Folded(String summary, List<Block> blocks) implements Block {
        /** Copies the blocks. */
        public Folded {
            blocks = List.copyOf(blocks);
        }
    }
}
