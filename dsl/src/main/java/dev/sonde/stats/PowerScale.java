package dev.sonde.stats;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean of values at least 0 by their roots, as if those were normal: the k-th powers of a normal variable with mean m and
 * variance v have a mean that is a polynomial in both, and each of the two has an interval of its own.
 *
 * <p>The distances of the two ends from the estimate are combined as roots of sums of squares, and laid around the mean of
 * the values themselves; Zou and Donner 2008, doi:10.1002/sim.3095.
 */
enum PowerScale {
    /** Of squares of normal variables: m² + v. */
    SQUARE("root") {
        @Override
        double mean(double m, double v) {
            return m * m + v;
        }
    },
    /** Of fourth powers: m⁴ + 6 m² v + 3 v². */
    FOURTH("fourth root") {
        @Override
        double mean(double m, double v) {
            return m * m * m * m + 6 * m * m * v + 3 * v * v;
        }
    };

    private final String scale;

    PowerScale(String scale) {
        this.scale = scale;
    }

    /** The mean of the powers of a normal variable. */
    abstract double mean(double m, double v);

    /**
     * The interval of the mean.
     *
     * @param values at least 0, at least 2 of them
     */
    Interval interval(double[] values, double level) {
        var roots = new double[values.length];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = this == SQUARE ? Math.sqrt(values[i]) : Math.sqrt(Math.sqrt(values[i]));
        }
        var root = Summary.of(roots);
        double m = root.mean();
        double v = root.sd() * root.sd();
        double tail = (1 - level) / 2;
        int freedom = values.length - 1;
        double half = TDistribution.of(freedom).inverseSurvivalProbability(tail) * root.standardError();
        var chi = ChiSquaredDistribution.of(freedom);
        double least = freedom * v / chi.inverseSurvivalProbability(tail);
        double most = freedom * v / chi.inverseCumulativeProbability(tail);
        double fitted = mean(m, v);
        double below = Math.hypot(fitted - mean(Math.max(0, m - half), v), fitted - mean(m, least));
        double above = Math.hypot(mean(m + half, v) - fitted, mean(m, most) - fitted);
        double centre = Summary.of(values).mean();
        return new Interval(
                Math.max(0, centre - below),
                centre + above,
                level,
                "Student t and chi-squared on the " + scale + " scale");
    }
}
