package dev.sonde.stats;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How large an effect given numbers of prompts and of null adapters show, for normal values. Effects are in standard
 * deviations: of the prompts' values for means, of the null adapters' values for null tests.
 */
public final class Power {

    /** The usual chance to show what is there. */
    public static final double USUAL = 0.8;

    /** More prompts or null adapters than anybody would use. */
    public static final int MOST = 10_000;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int STEPS = 400; // Simpson; errors below 1e-9
    private static final double RARE = 1e-13;
    private static final double FARTHEST = 9; // standard deviations

    private Power() {}

    /**
     * The chance that the interval of a mean lies on one side of a threshold: of the noncentral t, above the quantile. From
     * {@link MeanInterval#FEWEST_FOR_BOOTSTRAP} values on the quantile is widened as much as {@link MeanInterval} is wider for
     * normal values: 17 % at 8, 4 % at 16, 1 % at 32, by simulation.
     *
     * @param effect distance of the true mean from the threshold, on the side that is asked for, in sd of the values
     * @param n how many values, at least 2
     * @param level of the two-sided interval, such as 0.95
     */
    public static double ofMean(double effect, int n, double level) {
        double critical = TDistribution.of(n - 1).inverseSurvivalProbability((1 - level) / 2) * wider(n);
        double shift = effect * Math.sqrt(n);
        var chi = ChiSquaredDistribution.of(n - 1);
        double largest = Math.sqrt(chi.inverseSurvivalProbability(RARE) / (n - 1));
        // over s, the sample's standard deviation in true ones
        return simpson(
                0,
                largest,
                s -> NORMAL.cumulativeProbability(shift - critical * s)
                        * 2
                        * (n - 1)
                        * s
                        * (s == 0 ? 0 : chi.density((n - 1) * s * s)));
    }

    private static double wider(int n) {
        return n < MeanInterval.FEWEST_FOR_BOOTSTRAP ? 1 : 1 + 11.0 / (n * n);
    }

    /** The smallest effect, in sd of the values, that {@code n} values show with probability {@code power}. */
    public static double detectable(int n, double level, double power) {
        return smallest(effect -> ofMean(effect, n, level), power);
    }

    /** How many values show {@code effect} with probability {@code power}: at least 4, at most {@link #MOST}. */
    public static int neededPrompts(double effect, double level, double power) {
        if (!(effect > 0)) {
            return MOST;
        }
        int low = MeanInterval.FEWEST - 1;
        int high = MOST;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (ofMean(effect, middle, level) < power) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /**
     * The chance of p ≤ {@code alpha} against null adapters whose values are normal.
     *
     * @param effect distance of the true value from the null adapters' mean, in their sd
     * @param nulls how many null adapters
     */
    public static double ofNullTest(double effect, int nulls, double alpha) {
        int most = (int) Math.floor(alpha * (nulls + 1) + 1e-9) - 1; // nulls that may be as large
        return most < 0
                ? 0
                : simpson(
                        -FARTHEST,
                        FARTHEST,
                        noise -> NORMAL.density(noise)
                                * BinomialDistribution.of(nulls, NORMAL.survivalProbability(effect + noise))
                                        .cumulativeProbability(most));
    }

    /**
     * The smallest effect, in sd of the null adapters' values, that gives p ≤ {@code alpha} with probability {@code power}.
     *
     * @return empty where so few null adapters cannot give it
     */
    public static OptionalDouble detectableAgainstNulls(int nulls, double alpha, double power) {
        if (nulls < NullTest.needed(alpha)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(smallest(effect -> ofNullTest(effect, nulls, alpha), power));
    }

    /** Where an increasing chance reaches {@code power}. */
    private static double smallest(DoubleUnaryOperator chance, double power) {
        double low = 0;
        double high = 1;
        while (chance.applyAsDouble(high) < power) {
            high *= 2;
        }
        for (int i = 0; i < 50; i++) {
            double middle = (low + high) / 2;
            if (chance.applyAsDouble(middle) < power) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double simpson(double from, double to, DoubleUnaryOperator f) {
        double step = (to - from) / STEPS;
        double sum = f.applyAsDouble(from) + f.applyAsDouble(to);
        for (int i = 1; i < STEPS; i++) {
            sum += (i % 2 == 0 ? 2 : 4) * f.applyAsDouble(from + i * step);
        }
        return sum * step / 3;
    }
}
