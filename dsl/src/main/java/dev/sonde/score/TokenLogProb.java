package dev.sonde.score;

/**
 * One token with its log-probability.
 *
 * @param tokenId index in the model's vocabulary, at least 0
 * @param logProb natural logarithm of the probability, in nats; at most 0 up to rounding (1e-4), never NaN; {@code
 *     -Infinity} only for a token that the model cannot emit
 */
public record TokenLogProb(int tokenId, double logProb) {

    private static final double ROUNDING = 1e-4;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the id is negative, or the log-probability is NaN or above 0
     */
    public TokenLogProb {
        if (tokenId < 0) {
            throw new IllegalArgumentException("A token id is at least 0, got " + tokenId);
        }
        if (!(logProb <= ROUNDING)) { // also refuses NaN
            throw new IllegalArgumentException(
                    "A log-probability is at most 0, got " + logProb + " for token " + tokenId);
        }
    }
}
