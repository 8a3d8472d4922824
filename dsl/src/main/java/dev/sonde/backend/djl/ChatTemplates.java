package dev.sonde.backend.djl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.BackendErrors;
import dev.sonde.chat.ChatTemplate;
import dev.sonde.chat.ChatTemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the chat template of a model's folder: chat_template.jinja, else tokenizer_config.json (one template, or a list of
 * named ones, of which {@code default} is meant), else chat_template.json.
 */
final class ChatTemplates {

    private static final String KEY = "chat_template";
    private static final String DEFAULT = "default";

    private ChatTemplates() {}

    /**
     * The template; empty if there is none.
     *
     * @throws dev.sonde.backend.BackendException if there is one that cannot be read
     */
    static Optional<ChatTemplate> in(Path folder) {
        JsonNode config = json(folder, "tokenizer_config.json");
        Path file = folder.resolve("chat_template.jinja");
        Optional<String> source = Files.isRegularFile(file)
                ? Optional.of(text(file))
                : source(folder.resolve("tokenizer_config.json"), config.path(KEY))
                        .or(() -> source(
                                folder.resolve("chat_template.json"),
                                json(folder, "chat_template.json").path(KEY)));
        try {
            return source.map(found -> ChatTemplate.of(found, specialTokens(folder, config)));
        } catch (ChatTemplateException e) {
            throw BackendErrors.chatTemplate(e);
        }
    }

    private static Optional<String> source(Path file, JsonNode node) {
        if (!node.isContainerNode()) {
            return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
        }
        Map<String, String> named = new TreeMap<>();
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> named.put(entry.getKey(), entry.getValue().asText()));
        } else {
            node.forEach(entry -> named.put(
                    entry.path("name").asText(), entry.path("template").asText()));
        }
        if (!named.containsKey(DEFAULT) && named.size() > 1) {
            throw ModelFileErrors.noDefaultTemplate(file, named.keySet());
        }
        return Optional.ofNullable(named.get(DEFAULT))
                .or(() -> named.values().stream().findFirst());
    }

    /** The tokens that templates can name; a token is a text, or an object with its {@code content}. */
    private static Map<String, String> specialTokens(Path folder, JsonNode config) {
        Map<String, String> tokens = new TreeMap<>();
        for (JsonNode file : new JsonNode[] {json(folder, "special_tokens_map.json"), config}) {
            file.properties().forEach(entry -> {
                JsonNode value = entry.getValue();
                JsonNode content = value.isObject() ? value.path("content") : value;
                if (entry.getKey().endsWith("_token") && content.isTextual()) {
                    tokens.put(entry.getKey(), content.asText());
                } else if (value.isNull()) {
                    tokens.remove(entry.getKey());
                }
            });
        }
        return tokens;
    }

    private static JsonNode json(Path folder, String name) {
        Path file = folder.resolve(name);
        return Files.isRegularFile(file)
                ? Json.object(file)
                : com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw ModelFileErrors.unreadable(file, e);
        }
    }
}
