package dev.sonde.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The one choice of a completion reply, its numbers checked one by one and its lists for length.
 *
 * @param model which model the server says it asked
 * @param text what was written, after the prompt where that was to be echoed
 * @param finish why it stopped: {@code stop}, {@code length} or something else
 * @param tokens as the server calls them
 * @param logProbs of the tokens, in nats; empty where there is nothing before a token
 * @param top the best tokens at each place; empty maps where the server gives none
 * @param offsets where each token begins in the text, if the server says so
 * @param promptLogProbs vLLM's own account of the prompt, by token id; empty if there is none
 * @param promptTokens tokens of the prompt, as the server counts
 * @param newTokens tokens written, as the server counts
 */
record Reply(
        String model,
        String text,
        String finish,
        List<String> tokens,
        List<OptionalDouble> logProbs,
        List<Map<String, Double>> top,
        Optional<List<Integer>> offsets,
        List<JsonNode> promptLogProbs,
        OptionalInt promptTokens,
        OptionalInt newTokens) {

    /** Tokens that went through the model, as far as known. */
    int cost() {
        return promptTokens.orElse(0) + newTokens.orElse(0);
    }

    /** The log-probability of a token that stands behind another. */
    double logProb(int index) {
        return logProbs.get(index)
                .orElseThrow(() -> HttpErrors.badReply(
                        "missing-log-prob",
                        "Token %d of %d has no log-probability; only the first may have none."
                                .formatted(index + 1, tokens.size())));
    }
}
