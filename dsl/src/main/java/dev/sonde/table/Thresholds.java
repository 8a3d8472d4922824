package dev.sonde.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the probes of a suite file assert.
 *
 * @param perProbe by probe name: the {@code assert_…} settings with their values
 */
public record Thresholds(Map<String, Map<String, String>> perProbe) {

    private static final List<String> OF_MEANS = List.of("assert_mean_lte", "assert_mean_gte");

    /** Reads them from a suite file; none if it is not YAML, since a report must not fail over its appendix. */
    public static Thresholds of(String suiteYaml) {
        var perProbe = new LinkedHashMap<String, Map<String, String>>();
        try {
            JsonNode suite = new YAMLMapper().readTree(suiteYaml).path("suite");
            for (JsonNode probe : suite) {
                var asserted = new LinkedHashMap<String, String>();
                probe.fields().forEachRemaining(field -> {
                    if (field.getKey().startsWith("assert_")
                            && !field.getValue().isNull()) {
                        asserted.put(field.getKey(), text(field.getValue()));
                    }
                });
                if (!asserted.isEmpty()) {
                    perProbe.put(probe.path("name").asText(), asserted);
                }
            }
        } catch (JsonProcessingException notYaml) {
            return new Thresholds(Map.of());
        }
        return new Thresholds(perProbe);
    }

    /** The thresholds that stand on the axis of the measured value: the smallest or largest mean that passes. */
    public Map<String, Double> ofMeans() {
        var means = new LinkedHashMap<String, Double>();
        perProbe.forEach((name, asserted) -> OF_MEANS.stream()
                .map(asserted::get)
                .filter(value -> value != null && value.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?"))
                .findFirst()
                .ifPresent(value -> means.put(name, Double.valueOf(value))));
        return means;
    }

    private static String text(JsonNode value) {
        return value.isContainerNode() ? value.toString() : value.asText();
    }
}
