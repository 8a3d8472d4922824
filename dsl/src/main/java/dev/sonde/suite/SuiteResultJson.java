package dev.sonde.suite;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.sonde.cache.BackendStats;
import dev.sonde.probe.ProbeRegistry;
import dev.sonde.probe.ProbeResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Results as JSON, schema version {@value SuiteResult#SCHEMA_VERSION}: {@code snake_case} keys, every number finite, what
 * is not there is {@code null}. Reading gives an equal result, with typed evidence for the kinds that are registered.
 * Fields that a newer Sonde of the same schema added are passed over.
 */
public final class SuiteResultJson {
    private static final JsonMapper JSON = SuiteJson.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(new SimpleModule().addDeserializer(ProbeResult.class, new ProbeResultReader()))
            .addMixIn(BackendStats.class, WithHitRate.class)
            .build();

    private SuiteResultJson() {}

    private static final class Kotlin {
        static final JsonMapper JSON = SuiteJson.withKotlin(SuiteResultJson.JSON);
    }

    /** Kotlin's rules where some kind's evidence, written in a cell, needs them. */
    private static JsonMapper json() {
        return ProbeRegistry.shared().all().stream()
                        .anyMatch(probe -> SuiteJson.isKotlin(probe.kind().evidenceType()))
                ? Kotlin.JSON
                : JSON;
    }

    /** Derived, for readers of the file; not read back. */
    @JsonPropertyOrder({"cache_hits", "cache_misses", "forward_passes", "hit_rate"})
    private interface WithHitRate {
        @JsonProperty(value = "hit_rate", access = JsonProperty.Access.READ_ONLY)
        double hitRate();
    }

    /**
     * The result as indented JSON.
     *
     * @throws IllegalArgumentException if a number of some evidence is not finite; it names the place
     */
    public static String write(SuiteResult result) {
        JsonNode tree = json().valueToTree(result);
        requireFinite(tree, "result");
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree is always writable", impossible);
        }
    }

    /** Writes the result to a file, with the folders above it; see {@link #write(SuiteResult)}. */
    public static void write(SuiteResult result, Path file) {
        try {
            WholeFile.write(file, write(result));
        } catch (IOException refused) {
            throw new UncheckedIOException("Result file '%s' cannot be written: %s".formatted(file, refused), refused);
        }
    }

    /**
     * Reads a file.
     *
     * @throws ResultFileException if it cannot be read or is no result of this schema version
     */
    public static SuiteResult read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException unreadable) {
            throw new ResultFileException(
                    "%s: the file cannot be read (%s); give the path of a result file"
                            .formatted(file, FileTrouble.reason(unreadable)),
                    unreadable);
        }
    }

    /**
     * Reads the text of a file.
     *
     * @param name how messages call it
     * @throws ResultFileException if it is no result of this schema version
     */
    public static SuiteResult parse(String text, String name) {
        try {
            JsonNode tree = JSON.readTree(text);
            JsonNode version = tree.path("schema_version");
            if (!version.isInt() || version.intValue() != SuiteResult.SCHEMA_VERSION) {
                throw new ResultFileException("%s: not a result of schema version %d: schema_version is %s. %s"
                        .formatted(
                                name,
                                SuiteResult.SCHEMA_VERSION,
                                version.isMissingNode() ? "missing" : version,
                                "Run the suite again, or read the file with the Sonde that wrote it."));
            }
            return json().treeToValue(tree, SuiteResult.class);
        } catch (JsonMappingException unfit) {
            throw new ResultFileException("%s: not a result file: %s".formatted(name, reason(unfit)), unfit);
        } catch (JsonProcessingException unreadable) {
            throw new ResultFileException(
                    "%s:%d: not JSON: %s"
                            .formatted(name, unreadable.getLocation().getLineNr(), unreadable.getOriginalMessage()),
                    unreadable);
        }
    }

    private static String reason(JsonMappingException unfit) {
        var place = new StringBuilder();
        for (JsonMappingException.Reference step : unfit.getPath()) {
            place.append(step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
        }
        return (place.length() == 0 ? "" : place.substring(1) + ": ") + unfit.getOriginalMessage();
    }

    private static void requireFinite(JsonNode node, String place) {
        if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            throw new IllegalArgumentException(
                    "%s is %s; a result holds finite numbers only".formatted(place, node.asText()));
        }
        if (node.isObject()) {
            node.properties().forEach(field -> requireFinite(field.getValue(), place + "." + field.getKey()));
        } else {
            for (int i = 0; i < node.size(); i++) {
                requireFinite(node.get(i), place + "[" + i + "]");
            }
        }
    }
}
