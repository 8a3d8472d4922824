package dev.sonde.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Intervals of a rate. */
public final class Proportion {

    private Proportion() {}

    /**
     * Wilson's score interval of {@code hits} of {@code n}; Wilson 1927, doi:10.1080/01621459.1927.10502953. Usable from
     * n = 1 on: 0 of 8 gives 0 to 0.32.
     *
     * @param hits from 0 to n
     * @param n at least 1
     * @param level confidence in (0, 1)
     * @throws IllegalArgumentException if hits and n are out of range
     */
    public static Interval wilson(int hits, int n, double level) {
        if (n < 1 || hits < 0 || hits > n) {
            throw new IllegalArgumentException("A rate needs 0 <= hits <= n and n >= 1, got " + hits + " of " + n);
        }
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
        double rate = (double) hits / n;
        double shrink = 1 + z * z / n;
        double centre = (rate + z * z / (2 * n)) / shrink;
        double half = z * Math.sqrt(rate * (1 - rate) / n + z * z / (4.0 * n * n)) / shrink;
        return new Interval(
                hits == 0 ? 0 : Math.max(0, centre - half),
                hits == n ? 1 : Math.min(1, centre + half),
                level,
                "Wilson");
    }
}
