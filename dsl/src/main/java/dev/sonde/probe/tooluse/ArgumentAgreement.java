package dev.sonde.probe.tooluse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/** How alike the arguments of two calls are. */
final class ArgumentAgreement {

    private ArgumentAgreement() {}

    /** Share of leaves that are the same in both; a list is a leaf, and so is an empty object. 1 without any leaf. */
    static double of(JsonNode first, JsonNode second) {
        var left = new HashMap<String, JsonNode>();
        var right = new HashMap<String, JsonNode>();
        leaves(first, "", left);
        leaves(second, "", right);
        var all = new HashSet<>(left.keySet());
        all.addAll(right.keySet());
        long same = all.stream()
                .filter(path -> left.containsKey(path) && left.get(path).equals(right.get(path)))
                .count();
        return all.isEmpty() ? 1 : (double) same / all.size();
    }

    private static void leaves(JsonNode node, String path, Map<String, JsonNode> found) {
        if (node.isObject() && (!node.isEmpty() || path.isEmpty())) {
            node.properties().forEach(field -> leaves(field.getValue(), path + "/" + field.getKey(), found));
        } else {
            found.put(path, node);
        }
    }
}
