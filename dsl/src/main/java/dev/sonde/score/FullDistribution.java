package dev.sonde.score;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The log-probability of every token of the vocabulary, in nats.
 *
 * <p>Kept as one {@code float} a token: a model computes no more, and a vocabulary of 49,152 takes 192 KiB.
 */
public final class FullDistribution implements TokenDistribution {

    private static final double SUM_TOLERANCE = 1e-3;

    private final float[] logProbs;

    private FullDistribution(float[] logProbs) {
        this.logProbs = logProbs;
    }

    /**
     * Copies {@code logProbs}, one per token id.
     *
     * @throws IllegalArgumentException if it is empty, holds NaN, or its probabilities do not add up to 1 within 0.001
     */
    public static FullDistribution of(float[] logProbs) {
        double sum = 0;
        for (float logProb : logProbs) {
            sum += Math.exp(logProb);
        }
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) { // also refuses NaN and an empty array
            throw new IllegalArgumentException(
                    "Probabilities of " + logProbs.length + " tokens add up to " + sum + ", not to 1");
        }
        return new FullDistribution(logProbs.clone());
    }

    @Override
    public int vocabularySize() {
        return logProbs.length;
    }

    /** Natural logarithm of the probability of {@code tokenId}, in nats. */
    public double logProb(int tokenId) {
        return logProbs[tokenId];
    }

    /** A copy of all log-probabilities, indexed by token id, in nats. */
    public float[] logProbs() {
        return logProbs.clone();
    }

    @Override
    public List<TokenLogProb> top(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("The best k tokens need k >= 1, got " + k);
        }
        var worstFirst =
                Comparator.<Integer>comparingDouble(id -> logProbs[id]).thenComparing(Comparator.reverseOrder());
        var best = new PriorityQueue<Integer>(worstFirst);
        float worst = Float.POSITIVE_INFINITY; // of the best k so far; kept apart, for most tokens are worse
        for (int id = 0; id < logProbs.length; id++) {
            if (best.size() < k) {
                best.add(id);
            } else if (logProbs[id] > worst) { // a tie stays with the smaller id
                best.remove();
                best.add(id);
            } else {
                continue;
            }
            worst = logProbs[best.element()];
        }
        return best.stream()
                .sorted(worstFirst.reversed())
                .map(id -> new TokenLogProb(id, Math.min(0, logProbs[id])))
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FullDistribution that && Arrays.equals(logProbs, that.logProbs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(logProbs);
    }

    @Override
    public String toString() {
        return "FullDistribution(vocabulary=" + logProbs.length + ", top=" + top(3) + ")";
    }
}
