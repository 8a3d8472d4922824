package dev.sonde.probe.tooluse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of JSON Schema that tool descriptions use: {@code type} (one or a list), {@code required}, {@code properties},
 * {@code items}, {@code enum}, and {@code additionalProperties: false}. Other words are not checked.
 */
final class ToolSchema {

    private ToolSchema() {}

    /** What {@code value} has against {@code schema}: empty for a value that fits. */
    static List<String> problems(JsonNode schema, JsonNode value) {
        var problems = new ArrayList<String>();
        check(schema, value, "arguments", problems);
        return problems;
    }

    private static void check(JsonNode schema, JsonNode value, String path, List<String> problems) {
        if (!isOfType(schema.path("type"), value)) {
            problems.add("%s is not of type %s".formatted(path, schema.get("type")));
            return;
        }
        if (schema.path("enum").isArray() && !contains(schema.get("enum"), value)) {
            problems.add("%s is none of %s".formatted(path, schema.get("enum")));
        }
        if (value.isArray() && schema.path("items").isObject()) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.get("items"), value.get(i), path + "[" + i + "]", problems);
            }
        }
        if (value.isObject()) {
            checkFields(schema, value, path, problems);
        }
    }

    private static void checkFields(JsonNode schema, JsonNode value, String path, List<String> problems) {
        schema.path("required").forEach(required -> {
            if (!value.has(required.asText())) {
                problems.add("%s has no '%s'".formatted(path, required.asText()));
            }
        });
        JsonNode properties = schema.path("properties");
        boolean closed = schema.path("additionalProperties").isBoolean()
                && !schema.path("additionalProperties").booleanValue();
        value.fieldNames().forEachRemaining(name -> {
            if (properties.path(name).isObject()) {
                check(properties.get(name), value.get(name), path + "." + name, problems);
            } else if (closed && !properties.has(name)) {
                problems.add("%s has '%s', which the tool does not take".formatted(path, name));
            }
        });
    }

    private static boolean contains(JsonNode allowed, JsonNode value) {
        for (JsonNode each : allowed) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            for (JsonNode each : type) {
                if (isOfType(each, value)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.asText()) {
            case "string" -> value.isTextual();
            case "integer" -> value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "null" -> value.isNull();
            default -> true;
        };
    }
}
