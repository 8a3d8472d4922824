package dev.sonde.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Reads the format of OpenAI's completions: {@code choices[0].logprobs} with the parallel lists {@code tokens}, {@code
 * token_logprobs}, {@code top_logprobs} and {@code text_offset}; or, as llama.cpp writes it, one list {@code content}.
 */
final class ReplyReader {
    /** JSON has no -Infinity; vLLM writes this for a token that cannot be emitted. */
    private static final double IMPOSSIBLE = -9999;

    private static final double ROUNDING = 1e-4;

    private ReplyReader() {}

    /**
     * Reads a reply.
     *
     * @throws dev.sonde.backend.BackendException if something is missing, has the wrong length, or is no log-probability
     */
    static Reply read(JsonNode root) {
        JsonNode choices = root.path("choices");
        if (!choices.isArray() || choices.size() != 1) {
            throw HttpErrors.badReply(
                    "no-choice",
                    "The reply has %d choices instead of one.".formatted(choices.isArray() ? choices.size() : 0));
        }
        JsonNode choice = choices.get(0);
        JsonNode logProbs = choice.path("logprobs");
        if (!logProbs.isObject()) {
            throw HttpErrors.badReply(
                    "no-log-probs", "The reply has no 'logprobs', which were asked for; this server cannot be scored.");
        }
        return logProbs.path("content").isArray()
                ? reply(root, choice, Lists.ofContent(logProbs.path("content")))
                : reply(root, choice, Lists.of(logProbs));
    }

    private static Reply reply(JsonNode root, JsonNode choice, Lists lists) {
        var before = new ArrayList<JsonNode>();
        choice.path("prompt_logprobs").forEach(before::add);
        return new Reply(
                root.path("model").asText(""),
                choice.path("text").asText(""),
                choice.path("finish_reason").asText(""),
                lists.tokens(),
                lists.logProbs(),
                lists.top(),
                lists.offsets(),
                before,
                count(root, "prompt_tokens"),
                count(root, "completion_tokens"));
    }

    private static OptionalInt count(JsonNode root, String key) {
        JsonNode count = root.path("usage").path(key);
        return count.canConvertToInt() && count.isIntegralNumber() && count.intValue() >= 0
                ? OptionalInt.of(count.intValue())
                : OptionalInt.empty();
    }

    /** Parallel lists, of one length. */
    private record Lists(
            List<String> tokens,
            List<OptionalDouble> logProbs,
            List<Map<String, Double>> top,
            Optional<List<Integer>> offsets) {

        static Lists of(JsonNode logProbs) {
            JsonNode tokens = logProbs.path("tokens");
            int size = tokens.size();
            for (String key : List.of("token_logprobs", "top_logprobs", "text_offset")) {
                JsonNode list = logProbs.path(key);
                boolean optional = !key.equals("token_logprobs") && list.isEmpty();
                if (list.size() != size && !optional) {
                    throw HttpErrors.badReply(
                            "wrong-count",
                            "The reply names %d tokens and gives %d entries of '%s'."
                                    .formatted(size, list.size(), key));
                }
            }
            var names = new ArrayList<String>();
            tokens.forEach(token -> names.add(token.asText()));
            var numbers = new ArrayList<OptionalDouble>();
            logProbs.path("token_logprobs").forEach(number -> numbers.add(optional(number)));
            var top = new ArrayList<Map<String, Double>>();
            logProbs.path("top_logprobs").forEach(entry -> top.add(best(entry)));
            var offsets = new ArrayList<Integer>();
            logProbs.path("text_offset").forEach(offset -> offsets.add(offset.asInt(-1)));
            return new Lists(names, numbers, top, offsets.isEmpty() ? Optional.empty() : Optional.of(offsets));
        }

        static Lists ofContent(JsonNode content) {
            var names = new ArrayList<String>();
            var numbers = new ArrayList<OptionalDouble>();
            var top = new ArrayList<Map<String, Double>>();
            for (JsonNode token : content) {
                names.add(token.path("token").asText());
                numbers.add(optional(token.path("logprob")));
                var best = new LinkedHashMap<String, Double>();
                for (JsonNode other : token.path("top_logprobs")) {
                    best.putIfAbsent(other.path("token").asText(), logProb(other.path("logprob")));
                }
                top.add(best);
            }
            return new Lists(names, numbers, top, Optional.empty());
        }

        private static Map<String, Double> best(JsonNode entry) {
            var best = new LinkedHashMap<String, Double>();
            entry.properties().forEach(token -> best.put(token.getKey(), logProb(token.getValue())));
            return best;
        }
    }

    private static OptionalDouble optional(JsonNode number) {
        return number.isNull() ? OptionalDouble.empty() : OptionalDouble.of(logProb(number));
    }

    /**
     * A log-probability in nats, {@code -Infinity} where the server means a token that cannot be emitted.
     *
     * @throws dev.sonde.backend.BackendException if it is none
     */
    static double logProb(JsonNode number) {
        if (!number.isNumber()) {
            throw HttpErrors.badReply(
                    "no-number",
                    "The reply has %s where a log-probability belongs."
                            .formatted(HttpErrors.quoted(number.toString())));
        }
        double value = number.doubleValue();
        if (Double.isNaN(value) || value == Double.POSITIVE_INFINITY) {
            throw HttpErrors.badReply(
                    "non-finite", "The server gives the log-probability %s; its model is damaged.".formatted(value));
        }
        if (value > ROUNDING) {
            throw HttpErrors.badReply(
                    "positive-log-prob",
                    "The server gives the log-probability %s, above 0. Does it give logits (vLLM: --logprobs-mode)?"
                            .formatted(value));
        }
        return value <= IMPOSSIBLE ? Double.NEGATIVE_INFINITY : value;
    }
}
