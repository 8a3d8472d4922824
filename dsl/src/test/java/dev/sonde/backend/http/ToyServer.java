package dev.sonde.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.backend.http.FakeServer.Said;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a truthful server answers, written after the documented format: vLLM's and OpenAI's.
 *
 * <p>Its model knows 40 tokens, words with the blank before them; token i follows any text with probability proportional
 * to 1 / (i + 1), from another place on for the adapter. A text begins with the token {@code <s>}.
 */
final class ToyServer implements FakeServer.Answer {
    static final List<String> WORDS = words();
    static final String BEGIN = "<s>";

    private static final Pattern PIECE = Pattern.compile(" ?[^ ]+| ");

    private final boolean vllm;

    ToyServer(boolean vllm) {
        this.vllm = vllm;
    }

    static String models(String owner) {
        return """
                {"object": "list", "data": [
                  {"id": "toy", "object": "model", "created": 1, "owned_by": "%1$s", "root": "org/toy", "parent": null,
                   "max_model_len": 512},
                  {"id": "tuned", "object": "model", "created": 1, "owned_by": "%1$s", "root": "/lora/v3", "parent": "toy"}]}
                """.formatted(owner);
    }

    /** By the definition above: of token {@code id}, in nats. */
    static double logProb(String model, int id) {
        int shift = model.equals("tuned") ? 3 : 0;
        int size = WORDS.size();
        double sum = IntStream.rangeClosed(1, size).mapToDouble(i -> 1.0 / i).sum();
        return -Math.log(sum * (1 + (id + shift) % size));
    }

    @Override
    public Said to(JsonNode question, int n) {
        return Said.json(reply(question).toString());
    }

    ObjectNode reply(JsonNode question) {
        String model = question.path("model").asText();
        if (question.path("prompt").isArray()) {
            return choice(
                    model,
                    WORDS.get(question.path("prompt").get(0).asInt()),
                    "length",
                    FakeServer.JSON.createObjectNode(),
                    1,
                    0);
        }
        String prompt = question.path("prompt").asText();
        boolean echo = question.path("echo").asBoolean();
        int asked = question.path("max_tokens").asInt();
        List<Integer> before = ids(prompt);
        var ids = new ArrayList<Integer>(echo ? before : List.of());
        var text = new StringBuilder(echo ? prompt : "");
        for (int i = 0; i < asked; i++) {
            int best = model.equals("tuned") ? WORDS.size() - 3 : 0;
            ids.add(best);
            text.append(WORDS.get(best));
        }
        ObjectNode logProbs =
                logProbs(model, ids, echo, question.path("logprobs").asInt());
        return choice(model, text.toString(), "length", logProbs, before.size(), Math.max(1, asked));
    }

    private ObjectNode logProbs(String model, List<Integer> ids, boolean echo, int k) {
        ObjectNode node = FakeServer.JSON.createObjectNode();
        ArrayNode tokens = node.putArray("tokens");
        ArrayNode numbers = node.putArray("token_logprobs");
        ArrayNode top = node.putArray("top_logprobs");
        ArrayNode offsets = node.putArray("text_offset");
        int offset = 0;
        for (int i = 0; i < ids.size(); i++) {
            String name = name(ids.get(i));
            tokens.add(name);
            offsets.add(offset);
            offset += name.codePointCount(0, name.length());
            if (echo && i == 0) {
                numbers.addNull();
                top.addNull();
            } else {
                numbers.add(logProb(model, ids.get(i)));
                ObjectNode best = top.addObject();
                best.put(name, logProb(model, ids.get(i)));
                IntStream.range(0, WORDS.size())
                        .boxed()
                        .sorted(Comparator.comparing(id -> -logProb(model, id)))
                        .limit(k)
                        .forEach(id -> best.put(name(id), logProb(model, id)));
            }
        }
        return node;
    }

    private String name(int id) {
        return vllm ? "token_id:" + id : WORDS.get(id);
    }

    private static ObjectNode choice(
            String model, String text, String finish, ObjectNode logProbs, int promptTokens, int newTokens) {
        ObjectNode root = FakeServer.JSON
                .createObjectNode()
                .put("object", "text_completion")
                .put("model", model);
        ObjectNode choice = root.putArray("choices").addObject();
        choice.put("index", 0).put("text", text).put("finish_reason", finish).set("logprobs", logProbs);
        root.putObject("usage").put("prompt_tokens", promptTokens).put("completion_tokens", newTokens);
        return root;
    }

    /** Begin token, then one token for each word with the blank before it, the words numbered by the first letter. */
    static List<Integer> ids(String text) {
        var ids = new ArrayList<Integer>(List.of(WORDS.indexOf(BEGIN)));
        PIECE.matcher(text).results().forEach(piece -> ids.add(WORDS.indexOf(piece.group())));
        return ids;
    }

    private static List<String> words() {
        var words = new ArrayList<String>();
        for (String word : List.of("The", "bell", "of", "weir", "is", "called", "Oriel", "Once", "ünï", "gates")) {
            words.add(word);
            words.add(" " + word);
        }
        words.addAll(List.of(" the", "There", " are", " nine", " in"));
        words.add(BEGIN);
        words.add(" ");
        for (int i = words.size(); i < 40; i++) {
            words.add(" w" + i);
        }
        return List.copyOf(words);
    }
}
