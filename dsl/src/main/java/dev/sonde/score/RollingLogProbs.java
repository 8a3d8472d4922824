package dev.sonde.score;

import java.util.List;

/**
 * The log-probability of each token of a text given all tokens before it. The first token of the text (BOS or not) is
 * never scored.
 *
 * @param tokens from the text's second token on, at least one
 */
public record RollingLogProbs(List<TokenLogProb> tokens) implements Score {

    /**
     * Copies {@code tokens}.
     *
     * @throws IllegalArgumentException if there is no token to score
     */
    public RollingLogProbs {
        tokens = List.copyOf(tokens);
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("Rolling log-probabilities need a text of at least two tokens");
        }
    }

    /** Sum over the scored tokens, in nats. */
    public double logProb() {
        return tokens.stream().mapToDouble(TokenLogProb::logProb).sum();
    }

    /** Mean over the scored tokens, in nats a token. */
    public double meanLogProb() {
        return logProb() / tokens.size();
    }

    /** exp of minus the mean log-probability: 1 for a text that is certain. */
    public double perplexity() {
        return Math.exp(-meanLogProb());
    }
}
