package dev.sonde.stats;

import dev.sonde.stop.StopPoint;
import java.util.SplittableRandom;

/**
 * Sign-flip permutation test that signed differences have mean 0; valid where they are symmetric about 0 under the null.
 * Never for divergences, which cannot be negative.
 *
 * @param mean of the differences
 * @param twoSided share of sign patterns with a mean at least as far from 0
 * @param greater share of sign patterns with a mean at least as large
 * @param floor the smallest two-sided p-value that this many differences can give
 * @param exact whether all patterns were enumerated
 */
public record SignFlip(double mean, double twoSided, double greater, double floor, boolean exact) {

    /** Most differences whose patterns are enumerated. */
    public static final int MOST_EXACT = 16;

    /** Patterns drawn above that. */
    public static final int DRAWS = 9999;

    private static final double SLACK = 1e-12; // a tie in exact arithmetic is a tie here

    /**
     * Tests {@code differences}.
     *
     * @param seed used above {@link #MOST_EXACT} differences only
     * @throws IllegalArgumentException if there is none, or one is not finite
     */
    public static SignFlip of(double[] differences, long seed) {
        double mean = Summary.of(differences).mean();
        double total = sum(differences);
        int n = differences.length;
        boolean exact = n <= MOST_EXACT;
        var random = new SplittableRandom(seed);
        int patterns = exact ? 1 << n : DRAWS;
        int asFar = exact ? 0 : 1; // the observed pattern itself is among the enumerated ones
        int asLarge = asFar;
        for (int i = 0; i < patterns; i++) {
            StopPoint.pass("during a permutation test");
            double flipped = exact ? flipped(differences, i) : flipped(differences, random);
            asFar += Math.abs(flipped) >= Math.abs(total) - SLACK ? 1 : 0;
            asLarge += flipped >= total - SLACK ? 1 : 0;
        }
        double all = exact ? patterns : patterns + 1;
        double floor = exact ? Math.min(1, 2 / all) : 1 / all;
        return new SignFlip(mean, asFar / all, asLarge / all, floor, exact);
    }

    private static double sum(double[] values) {
        return flipped(values, 0);
    }

    private static double flipped(double[] values, int pattern) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (pattern >> i & 1) == 0 ? values[i] : -values[i];
        }
        return sum;
    }

    private static double flipped(double[] values, SplittableRandom random) {
        double sum = 0;
        for (double value : values) {
            sum += random.nextBoolean() ? value : -value;
        }
        return sum;
    }
}
