package dev.sonde.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One mapping of a suite file. A value of the wrong type is a problem and then counts as absent, so that reading goes on.
 *
 * @param node the mapping
 * @param pointer where it stands
 * @param what for people, such as {@code models.ft}
 * @param problems where problems go
 */
record YamlSection(ObjectNode node, String pointer, String what, Problems problems) {

    /** Makes each key that is not known a problem that names the nearest one; tells whether there is none. */
    boolean only(Collection<String> known) {
        boolean all = true;
        for (String key : (Iterable<String>) node::fieldNames) {
            if (!known.contains(key)) {
                all = false;
                String hint = Nearest.hint(key, known);
                problem(key, "unknown key '%s' of %s%s Known: %s".formatted(key, what, hint, sorted(known)));
            }
        }
        return all;
    }

    Optional<String> text(String key) {
        return value(key, "text", JsonNode::isTextual, JsonNode::textValue);
    }

    /** Text, or a number or truth value as it is written. */
    Optional<String> scalar(String key) {
        return value(key, "text or a number", JsonNode::isValueNode, JsonNode::asText);
    }

    Optional<Long> whole(String key) {
        return value(key, "a whole number", JsonNode::canConvertToLong, JsonNode::longValue);
    }

    Optional<Double> number(String key) {
        return value(key, "a number", JsonNode::isNumber, JsonNode::doubleValue);
    }

    Optional<Boolean> truth(String key) {
        return value(key, "true or false", JsonNode::isBoolean, JsonNode::booleanValue);
    }

    Optional<YamlSection> section(String key) {
        return value(key, "a mapping", JsonNode::isObject, value -> (ObjectNode) value)
                .map(child -> new YamlSection(child, pointer + "/" + key, path(key), problems));
    }

    /** The mappings of a list. */
    List<YamlSection> sections(String key) {
        ArrayNode list = value(key, "a list", JsonNode::isArray, value -> (ArrayNode) value)
                .orElseGet(JsonNodeFactory.instance::arrayNode);
        var sections = new ArrayList<YamlSection>();
        for (int i = 0; i < list.size(); i++) {
            String child = pointer + "/" + key + "/" + i;
            if (list.get(i) instanceof ObjectNode mapping) {
                sections.add(new YamlSection(mapping, child, "entry " + (i + 1) + " of " + path(key), problems));
            } else {
                problems.add(
                        child, "entry %d of %s has to be a mapping, got %s".formatted(i + 1, path(key), list.get(i)));
            }
        }
        return sections;
    }

    void problem(String key, String text) {
        problems.add(pointer + "/" + key, text);
    }

    private <T> Optional<T> value(String key, String type, Predicate<JsonNode> fits, Function<JsonNode, T> read) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!fits.test(value)) {
            problem(key, "'%s' has to be %s, got %s".formatted(path(key), type, value));
            return Optional.empty();
        }
        return Optional.of(read.apply(value));
    }

    private String path(String key) {
        return pointer.isEmpty() ? key : what + "." + key;
    }

    private static String sorted(Collection<String> known) {
        return String.join(", ", new TreeSet<>(known));
    }
}
