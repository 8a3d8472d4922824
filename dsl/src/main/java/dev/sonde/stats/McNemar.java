package dev.sonde.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Exact test of paired yes-no answers: are the discordant pairs split evenly?
 *
 * @param onlyFirst pairs with yes before and no after
 * @param onlySecond pairs with no before and yes after
 * @param pValue two-sided, from Binomial(onlyFirst + onlySecond, 1/2); 1 without discordant pairs
 * @param midP the same less the probability of the observed split; less cautious, for a note
 */
public record McNemar(int onlyFirst, int onlySecond, double pValue, double midP) {

    /** Fewest discordant pairs, all one way, that can give p ≤ 0.05. */
    public static final int NEEDED = 6;

    /**
     * Tests a split.
     *
     * @throws IllegalArgumentException if a count is negative
     */
    public static McNemar of(int onlyFirst, int onlySecond) {
        if (onlyFirst < 0 || onlySecond < 0) {
            throw new IllegalArgumentException(
                    "Counts of pairs are at least 0, got " + onlyFirst + " and " + onlySecond);
        }
        int less = Math.min(onlyFirst, onlySecond);
        if (onlyFirst + onlySecond == 0) {
            return new McNemar(0, 0, 1, 1);
        }
        var even = BinomialDistribution.of(onlyFirst + onlySecond, 0.5);
        double twoSided = Math.min(1, 2 * even.cumulativeProbability(less));
        double observed = even.probability(less);
        return new McNemar(
                onlyFirst, onlySecond, twoSided, onlyFirst == onlySecond ? 1 - observed / 2 : twoSided - observed);
    }
}
