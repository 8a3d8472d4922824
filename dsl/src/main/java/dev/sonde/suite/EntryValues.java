package dev.sonde.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** What no setting of any probe can be: an empty place in a list, and a number that is not finite. */
final class EntryValues {

    private EntryValues() {}

    /**
     * The first such value below {@code node}, with its JSON pointer there.
     *
     * @param pointer where {@code node} is
     */
    static Optional<Map.Entry<String, String>> unfit(JsonNode node, String pointer) {
        if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
            return Optional.of(Map.entry(pointer, "is %s; it has to be a finite number".formatted(node.asText())));
        }
        if (node.isObject()) {
            return node.properties().stream()
                    .flatMap(each -> unfit(each.getValue(), pointer + "/" + each.getKey()).stream())
                    .findFirst();
        }
        for (int i = 0; i < node.size(); i++) {
            String place = pointer + "/" + i;
            Optional<Map.Entry<String, String>> found = node.path(i).isNull()
                    ? Optional.of(Map.entry(place, "is empty; write a value there, or take it out"))
                    : unfit(node.path(i), place);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
