package dev.sonde.plot;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** One thing drawn in a panel, in data coordinates. In a panel with rows, y is the row's number from the top, from 0. */
public sealed interface Mark {

    /** The coordinates that the axes must reach: x and y pairs. */
    List<Xy> reach();

    /**
     * A place in data coordinates.
     *
     * @param x finite
     * @param y finite
     */
    record Xy(double x, double y) {
        /** Refuses what cannot be drawn. */
        public Xy {
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                throw new IllegalArgumentException("A figure draws finite numbers, got (" + x + ", " + y + ")");
            }
        }
    }

    /**
     * A measured value with, perhaps, its interval along x. Without an interval it is drawn hollow.
     *
     * @param at the value
     * @param lower of the interval; empty if and only if {@code upper} is
     * @param upper of the interval
     * @param tone colour
     * @param hover what a reader sees when pointing at it
     */
    record Point(Xy at, OptionalDouble lower, OptionalDouble upper, Tone tone, String hover) implements Mark {
        /** Whether there is no interval. */
        public boolean hollow() {
            return lower.isEmpty();
        }

        @Override
        public List<Xy> reach() {
            return List.of(at, new Xy(lower.orElse(at.x()), at.y()), new Xy(upper.orElse(at.x()), at.y()));
        }
    }

    /** A bar of a row, from 0 to {@code value}. */
    record Bar(int row, double value, Tone tone, String hover) implements Mark {
        @Override
        public List<Xy> reach() {
            return List.of(new Xy(0, row), new Xy(value, row));
        }
    }

    /** A shaded stretch of one row, such as its noise floor. */
    record RowBand(int row, double from, double to, String hover) implements Mark {
        @Override
        public List<Xy> reach() {
            return List.of(new Xy(from, row), new Xy(to, row));
        }
    }

    /** Values of context within one row, each a short tick below its middle: such as those under null adapters. */
    record Ticks(int row, List<Double> values, String hover) implements Mark {
        /** Copies the values. */
        public Ticks {
            values = List.copyOf(values);
        }

        @Override
        public List<Xy> reach() {
            return values.stream().map(value -> new Xy(value, row)).toList();
        }
    }

    /** A line through points in the given order. */
    record Line(List<Xy> points, Tone tone, boolean thin, String label) implements Mark {
        /** Copies the points. */
        public Line {
            points = List.copyOf(points);
        }

        @Override
        public List<Xy> reach() {
            return points;
        }
    }

    /** The area between two lines of equally many points. */
    record Area(List<Xy> lower, List<Xy> upper, String label) implements Mark {
        /** Copies the points. */
        public Area {
            lower = List.copyOf(lower);
            upper = List.copyOf(upper);
        }

        @Override
        public List<Xy> reach() {
            return Stream.concat(lower.stream(), upper.stream()).toList();
        }
    }

    /**
     * Squares in rows: a map.
     *
     * @param cells at most one a place
     */
    record Heat(List<Cell> cells) implements Mark {
        /** Copies the cells. */
        public Heat {
            cells = List.copyOf(cells);
        }

        /**
         * One square of width 1.
         *
         * @param x its middle
         * @param strength how it is coloured: from -1 over 0, no colour, to 1; empty: not measured
         * @param hover what a reader sees when pointing at it
         */
        public record Cell(int x, int row, OptionalDouble strength, String hover) {}

        @Override
        public List<Xy> reach() {
            return cells.stream()
                    .flatMap(cell -> Stream.of(new Xy(cell.x() - 0.5, cell.row()), new Xy(cell.x() + 0.5, cell.row())))
                    .toList();
        }
    }

    /** A dashed vertical line over the whole panel, such as a threshold. */
    record Rule(double x, String label) implements Mark {
        @Override
        public List<Xy> reach() {
            return List.of();
        }
    }

    /** A short dashed vertical line within one row, such as that row's threshold. */
    record RowRule(int row, double x, String hover) implements Mark {
        @Override
        public List<Xy> reach() {
            return List.of(new Xy(x, row));
        }
    }
}
