package dev.sonde.probe.tooluse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tool call in a generated text.
 *
 * @param name the tool
 * @param arguments an object
 */
record ToolCall(String name, JsonNode arguments) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * The first call in {@code text}: JSON alone, in a fenced block, between tags or in prose. Understood are {@code name}
     * with {@code arguments} or {@code parameters}, as an object or as JSON in a string, also inside {@code function}, {@code
     * tool_calls} or a list.
     */
    static Optional<ToolCall> in(String text) {
        return values(text).stream().flatMap(value -> of(value).stream()).findFirst();
    }

    private static Optional<ToolCall> of(JsonNode value) {
        if (value.isArray()) {
            return value.isEmpty() ? Optional.empty() : of(value.get(0));
        }
        for (String wrapper : List.of("function", "tool_calls")) {
            if (value.path(wrapper).isContainerNode()) {
                return of(value.get(wrapper));
            }
        }
        JsonNode arguments = value.has("arguments") ? value.get("arguments") : value.path("parameters");
        if (arguments.isTextual()) {
            arguments = parse(arguments.textValue()).orElse(arguments);
        }
        return value.path("name").isTextual() && arguments.isObject()
                ? Optional.of(new ToolCall(value.get("name").textValue(), arguments))
                : Optional.empty();
    }

    /** Every JSON object or list of the text, from left to right; none inside another. */
    private static List<JsonNode> values(String text) {
        var values = new ArrayList<JsonNode>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            Optional<JsonNode> value = Optional.empty();
            int end = at + 1;
            if (c == '{' || c == '[') {
                end = close(text, at);
                value = end > 0 ? parse(text.substring(at, end)) : Optional.empty();
            }
            value.ifPresent(values::add);
            at = value.isPresent() ? end : at + 1;
        }
        return values;
    }

    /** Where the bracket at {@code open} is closed, one after it; 0 if it is not. */
    private static int close(String text, int open) {
        int depth = 0;
        boolean quoted = false;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                return i + 1;
            }
        }
        return 0;
    }

    private static Optional<JsonNode> parse(String json) {
        try {
            return Optional.of(JSON.readTree(json)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
