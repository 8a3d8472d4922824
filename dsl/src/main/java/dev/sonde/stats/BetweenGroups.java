package dev.sonde.stats;

import dev.sonde.stop.StopPoint;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How much of the variance of values lies between groups, and whether that is more than chance.
 *
 * @param omegaSquared share of the variance that lies between the groups, corrected for chance: 0 on average where groups
 *     do not matter, 1 where they are all; may be a little below 0
 * @param pValue share of assignments of the values to the groups that have as much between them
 * @param interval around omega squared, by a jackknife over values; empty where a group has a single value
 */
public record BetweenGroups(double omegaSquared, double pValue, Optional<Interval> interval) {

    /** How many assignments are drawn, beside the observed one. */
    public static final int DRAWS = 9999;

    /** Spread below this share of the mean is rounding. */
    private static final double ROUNDING = 1e-9;

    /**
     * Compares groups.
     *
     * @param values finite; more than there are groups
     * @param groups the group of each value, from 0; at least two groups have values
     * @param count how many groups
     * @param level confidence of the interval, in (0, 1)
     * @return empty where all values are equal up to rounding: then there is nothing to explain
     */
    public static Optional<BetweenGroups> of(double[] values, int[] groups, int count, double level, long seed) {
        var all = Summary.of(values);
        if (all.sd() <= ROUNDING * Math.max(Math.abs(all.min()), Math.abs(all.max()))) {
            return Optional.empty();
        }
        double omega = share(values, groups, count);
        return Optional.of(new BetweenGroups(
                omega, permutation(values, groups, count, seed), interval(values, groups, count, omega, level)));
    }

    static double share(double[] values, int[] groups, int count) {
        return omegaSquared(values, groups, count, -1);
    }

    /** Hays 1963: (SSB − (k − 1) MSW) / (SST + MSW), without value {@code left}. */
    private static double omegaSquared(double[] values, int[] groups, int count, int left) {
        double[] sums = new double[count];
        int[] sizes = new int[count];
        double total = 0;
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (i != left) {
                sums[groups[i]] += values[i];
                sizes[groups[i]]++;
                total += values[i];
                n++;
            }
        }
        double mean = total / n;
        double between = 0;
        int used = 0;
        for (int g = 0; g < count; g++) {
            if (sizes[g] > 0) {
                between += sizes[g] * Math.pow(sums[g] / sizes[g] - mean, 2);
                used++;
            }
        }
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            all += i == left ? 0 : Math.pow(values[i] - mean, 2);
        }
        double within = Math.max(0, all - between) / (n - used);
        return all + within == 0 ? 0 : (between - (used - 1) * within) / (all + within);
    }

    /** Shuffles the values; the sizes of the groups stay. */
    private static double permutation(double[] values, int[] groups, int count, long seed) {
        var random = new SplittableRandom(seed);
        double observed = share(values, groups, count);
        double[] shuffled = values.clone();
        int asLarge = 1;
        for (int draw = 0; draw < DRAWS; draw++) {
            StopPoint.pass("during a permutation test");
            for (int i = shuffled.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                double held = shuffled[i];
                shuffled[i] = shuffled[other];
                shuffled[other] = held;
            }
            asLarge += omegaSquared(shuffled, groups, count, -1) >= observed - ROUNDING ? 1 : 0;
        }
        return asLarge / (DRAWS + 1.0);
    }

    /**
     * Jackknife over values of {@code log(1 − ω²)} with Student's t, around the estimate: ω² has an end at 1. Coverage at
     * nominal 95 % of a jackknife of ω² itself / of this, 2,000 samples each of 16 values in 4 groups, then of 24 in 5: ω² 0.14
     * normal 95 / 96 %, 96 / 97; 0.7 normal 94 / 98, 95 / 97; 0.7 exponential 84 / 93, 86 / 93. With two groups of 8 it is 85 to
     * 95 % for normal values.
     */
    static Optional<Interval> interval(double[] values, int[] groups, int count, double omega, double level) {
        int n = values.length;
        int[] sizes = new int[count];
        for (int group : groups) {
            sizes[group]++;
        }
        int used = 0;
        for (int size : sizes) {
            if (size == 1) {
                return Optional.empty(); // leaving it out removes the group
            }
            used += size > 0 ? 1 : 0;
        }
        double[] without = new double[n];
        for (int i = 0; i < n; i++) {
            StopPoint.pass("during a jackknife");
            without[i] = Math.log(Math.max(ROUNDING, 1 - omegaSquared(values, groups, count, i)));
        }
        double error = Summary.of(without).sd() * (n - 1) / Math.sqrt(n);
        double half = error * TDistribution.of(n - used).inverseSurvivalProbability((1 - level) / 2);
        double least = -(used - 1.0) / (n - used + 1); // where nothing lies between the groups
        double lack = 1 - omega;
        return Optional.of(new Interval(
                Math.min(omega, Math.max(least, 1 - lack * Math.exp(half))),
                Math.max(omega, 1 - lack * Math.exp(-half)),
                level,
                "jackknife over values of log(1 − ω²)"));
    }
}
