package dev.sonde.score;

import java.util.List;

/**
 * The log-probability of each token of a completion, given the prompt and the tokens before it.
 *
 * @param promptTokens how many tokens stand before the completion, at least 1
 * @param tokens the completion's tokens in order, at least one
 */
public record Completion(int promptTokens, List<TokenLogProb> tokens) implements Score {

    /**
     * Copies {@code tokens}.
     *
     * @throws IllegalArgumentException if there is no prompt token or no completion token
     */
    public Completion {
        tokens = List.copyOf(tokens);
        if (promptTokens < 1 || tokens.isEmpty()) {
            throw new IllegalArgumentException("A completion needs a prompt token and a token to score, got "
                    + promptTokens + " and " + tokens.size());
        }
    }

    /** Sum over the completion's tokens, in nats. */
    public double logProb() {
        return tokens.stream().mapToDouble(TokenLogProb::logProb).sum();
    }

    /** Mean over the completion's tokens, in nats a token. */
    public double meanLogProb() {
        return logProb() / tokens.size();
    }
}
