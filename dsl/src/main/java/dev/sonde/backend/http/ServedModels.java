package dev.sonde.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.ModelCard;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a server tells about its models at {@code /models}, by name. */
record ServedModels(Map<String, Served> byName) {
    private static final int LONGEST_NAME = 1000;

    /**
     * One model.
     *
     * @param owner who serves it; {@code vllm} for vLLM
     * @param root what the server loaded it from; empty if it does not say
     * @param parent the base model's name of an adapter; empty for a base model, or if the server does not say
     * @param contextLength how many tokens fit, or {@link ModelCard#UNKNOWN}
     */
    record Served(String owner, String root, String parent, int contextLength) {}

    /**
     * Reads a reply.
     *
     * @param hidden takes the key out of what the server says
     * @throws dev.sonde.backend.BackendException if it is no list of models
     */
    static ServedModels read(JsonNode reply, UnaryOperator<String> hidden) {
        JsonNode list = reply.path("data");
        if (!list.isArray()) {
            throw HttpErrors.badReply("bad-model-list", "The reply to /models has no list 'data'.");
        }
        var byName = new LinkedHashMap<String, Served>();
        for (JsonNode model : list) {
            String name = text(model, "id", hidden);
            int context = model.path("max_model_len").asInt(0);
            if (!name.isEmpty()) {
                byName.put(
                        name,
                        new Served(
                                text(model, "owned_by", hidden),
                                text(model, "root", hidden),
                                text(model, "parent", hidden),
                                context > 0 ? context : ModelCard.UNKNOWN));
            }
        }
        return new ServedModels(byName);
    }

    /** A reply is not trusted to be short. */
    private static String text(JsonNode model, String key, UnaryOperator<String> hidden) {
        String text = hidden.apply(model.path(key).asText(""));
        return text.substring(0, Math.min(text.length(), LONGEST_NAME));
    }

    /**
     * Makes sure that the server has both models and that they are two.
     *
     * @throws dev.sonde.backend.BackendException naming what it has
     */
    void require(String base, Optional<String> adapter) {
        Served of = one(base);
        adapter.ifPresent(name -> {
            Served tuned = one(name);
            boolean sameRoot = !tuned.root().isEmpty() && tuned.root().equals(of.root());
            if (tuned.parent().isEmpty() && sameRoot) {
                throw HttpErrors.sameModel(base, name, "the server loaded both from '" + of.root() + "'");
            }
            boolean otherParent = !tuned.parent().isEmpty() && !tuned.parent().equals(base);
            if (otherParent && !isAlias(tuned.parent(), of)) {
                throw HttpErrors.otherParent(name, tuned.parent(), base);
            }
        });
    }

    /** One model under two names. */
    private boolean isAlias(String name, Served of) {
        Served other = byName.get(name);
        return other != null && !of.root().isEmpty() && other.root().equals(of.root());
    }

    Served one(String name) {
        Served served = byName.get(name);
        if (served == null) {
            throw HttpErrors.notServed(name, byName.keySet());
        }
        return served;
    }
}
