package dev.sonde.backend.djl.arch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of settings that names file and field when it refuses.
 *
 * @param file where it stands
 * @param root the object
 */
public record ConfigFields(Path file, JsonNode root) {

    /** The field's value, or empty when it is absent or null. */
    public Optional<JsonNode> find(String field) {
        @Nullable JsonNode node = root.get(field);
        return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    /** A positive integer that must be there. */
    public int size(String field) {
        return findSize(field).orElseThrow(() -> ConfigErrors.missing(file, field));
    }

    /** A positive integer. */
    public Optional<Integer> findSize(String field) {
        return find(field).map(node -> {
            if (!node.canConvertToInt() || !node.isIntegralNumber() || node.intValue() < 1) {
                throw ConfigErrors.value(file, field, node, "It must be a whole number of at least 1.");
            }
            return node.intValue();
        });
    }

    /** A whole number of at least 0. */
    public Optional<Integer> findCount(String field) {
        return find(field).map(node -> {
            if (!node.canConvertToInt() || !node.isIntegralNumber() || node.intValue() < 0) {
                throw ConfigErrors.value(file, field, node, "It must be a whole number of at least 0.");
            }
            return node.intValue();
        });
    }

    /** A finite number that must be there. */
    public double number(String field) {
        return findNumber(field).orElseThrow(() -> ConfigErrors.missing(file, field));
    }

    /** A finite number. */
    public Optional<Double> findNumber(String field) {
        return find(field).map(node -> {
            if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
                throw ConfigErrors.value(file, field, node, "It must be a number.");
            }
            return node.doubleValue();
        });
    }

    /** A truth value. */
    public boolean flag(String field, boolean otherwise) {
        return find(field)
                .map(node -> {
                    if (!node.isBoolean()) {
                        throw ConfigErrors.value(file, field, node, "It must be true or false.");
                    }
                    return node.booleanValue();
                })
                .orElse(otherwise);
    }

    /** A text. */
    public Optional<String> findText(String field) {
        return find(field).map(node -> {
            if (!node.isTextual()) {
                throw ConfigErrors.value(file, field, node, "It must be a text.");
            }
            return node.textValue();
        });
    }

    /** An object inside, under the name {@code field}. */
    public Optional<ConfigFields> findObject(String field) {
        return find(field).map(node -> {
            if (!node.isObject()) {
                throw ConfigErrors.value(file, field, node, "It must be an object.");
            }
            return new ConfigFields(file, node);
        });
    }

    /** A list of finite numbers. */
    public Optional<float[]> findNumbers(String field) {
        return find(field).map(node -> {
            if (!node.isArray()) {
                throw ConfigErrors.value(file, field, node, "It must be a list of numbers.");
            }
            float[] numbers = new float[node.size()];
            for (int i = 0; i < numbers.length; i++) {
                if (!node.path(i).isNumber()) {
                    throw ConfigErrors.value(file, field, node, "It must be a list of numbers.");
                }
                numbers[i] = node.path(i).floatValue();
            }
            return numbers;
        });
    }

    /** A list of texts. */
    public Optional<List<String>> findTexts(String field) {
        return find(field).map(node -> {
            if (!node.isArray()) {
                throw ConfigErrors.value(file, field, node, "It must be a list of texts.");
            }
            List<String> texts = new ArrayList<>();
            for (JsonNode item : node) {
                if (!item.isTextual()) {
                    throw ConfigErrors.value(file, field, node, "It must be a list of texts.");
                }
                texts.add(item.textValue());
            }
            return List.copyOf(texts);
        });
    }

    /** The same, with {@code defaults} for fields that are absent; a field that is null stays null. */
    public ConfigFields withDefaults(ConfigFields defaults) {
        ObjectNode all = defaults.root.deepCopy();
        return new ConfigFields(file, all.setAll((ObjectNode) root));
    }

    /** The same, with some fields under other names: the keys of {@code names}, which win over fields already there. */
    public ConfigFields renamed(Map<String, String> names) {
        ObjectNode copy = root.deepCopy();
        names.forEach((from, to) -> {
            if (copy.has(from)) {
                copy.set(to, copy.remove(from));
            }
        });
        return new ConfigFields(file, copy);
    }

    /** The same, without some fields. */
    public ConfigFields without(String... fields) {
        ObjectNode copy = root.deepCopy();
        return new ConfigFields(file, copy.remove(List.of(fields)));
    }

    /** The same, with another text in one field. */
    public ConfigFields with(String field, String text) {
        ObjectNode copy = root.deepCopy();
        return new ConfigFields(file, copy.put(field, text));
    }

    /** The same, with another number in one field. */
    public ConfigFields with(String field, double number) {
        ObjectNode copy = root.deepCopy();
        return new ConfigFields(file, copy.put(field, number));
    }

    /** No fields, of the same file. */
    public ConfigFields empty() {
        return new ConfigFields(file, JsonNodeFactory.instance.objectNode());
    }

    /** Fields written in the program: a family's defaults. */
    static ConfigFields of(String family, String json) {
        try {
            return new ConfigFields(Path.of(family + " defaults"), new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Defaults of family " + family + " are no JSON", e);
        }
    }

    /** Whether the field is absent, null, false, or an empty text, object or list. */
    public boolean unset(String field) {
        return find(field)
                .map(node -> node.isBoolean() && !node.booleanValue()
                        || node.isContainerNode() && node.isEmpty()
                        || node.isTextual() && node.textValue().isEmpty())
                .orElse(true);
    }
}
