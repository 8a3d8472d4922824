package dev.sonde.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A table of expected numbers; see {@link Golden}. */
final class GoldenTable {
    private GoldenTable() {}

    static JsonNode read(String topic) {
        try {
            return new ObjectMapper()
                    .readTree(Golden.root().resolve("stats/" + topic + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> rows(JsonNode node) {
        Stream<JsonNode> rows = StreamSupport.stream(node.spliterator(), false);
        return rows.toList();
    }

    static double number(JsonNode node) {
        return switch (node.asText()) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> node.asDouble(Double.NaN);
        };
    }

    static double[] numbers(JsonNode node) {
        return rows(node).stream().mapToDouble(GoldenTable::number).toArray();
    }
}
