package dev.sonde.backend;

/**
 * What an outcome cost.
 *
 * @param tokens of the text that was asked about, special ones included; what it has in common with others of its batch
 *     may have gone through the model once for all of them; 0 where unknown
 * @param wallMillis its share of the time of the batch it was computed in; for a cached outcome the time of the look-up
 * @param cacheHit whether it was served from a cache, having been used before
 */
public record Cost(int tokens, double wallMillis, boolean cacheHit) {

    /** Nothing measured. */
    public static final Cost NONE = new Cost(0, 0, false);

    /** Refuses a negative or NaN figure. */
    public Cost {
        if (tokens < 0 || !(wallMillis >= 0)) {
            throw new IllegalArgumentException(
                    "A cost is not negative, got " + tokens + " tokens, " + wallMillis + " ms");
        }
    }
}
