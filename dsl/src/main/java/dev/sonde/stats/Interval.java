package dev.sonde.stats;

/**
 * A confidence interval.
 *
 * @param lower at most {@code upper}, finite
 * @param upper finite
 * @param level confidence, in (0, 1), such as 0.95
 * @param method how it was made, for people, such as {@code bootstrap-t (1999 resamples, seed 7)}
 */
public record Interval(double lower, double upper, double level, String method) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a bound is not finite, they are in the wrong order, or the level is outside
     *     (0, 1)
     */
    public Interval {
        if (!(lower <= upper) || Double.isInfinite(lower) || Double.isInfinite(upper) || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException("An interval needs finite lower <= upper and a level in (0, 1), got ["
                    + lower + ", " + upper + "] at " + level);
        }
    }

    /** Whether {@code value} lies inside, bounds included. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
