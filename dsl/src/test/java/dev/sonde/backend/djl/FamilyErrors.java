package dev.sonde.backend.djl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The largest error of a log-probability, in nats, by family and kind of adapter, over all tests of this run that compare
 * numbers with a reference. Written to {@code target/family-errors.md} as it grows.
 */
final class FamilyErrors {

    private static final Path FILE = Path.of("target/family-errors.md");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Map<String, Double>> WORST = new TreeMap<>();

    private FamilyErrors() {}

    /** Notes that a model, perhaps with an adapter, was wrong by at most {@code error}. */
    static synchronized void record(Path base, Optional<Path> adapter, double error) {
        try {
            String family = JSON.readTree(base.resolve("config.json").toFile())
                    .path("model_type")
                    .asText();
            List<String> kinds = adapter.isPresent() ? kinds(adapter.get()) : List.of("base");
            Map<String, Double> row = WORST.computeIfAbsent(family, any -> new TreeMap<>());
            kinds.forEach(kind -> row.merge(kind, error, Math::max));
            Files.writeString(FILE, table());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an adapter has beside plain low-rank terms; it counts for each of these. */
    private static List<String> kinds(Path adapter) throws IOException {
        JsonNode config = JSON.readTree(adapter.resolve("adapter_config.json").toFile());
        List<String> kinds = new ArrayList<>();
        Map.of("use_dora", "DoRA", "use_rslora", "rsLoRA", "lora_bias", "lora_bias")
                .forEach((field, kind) -> add(kinds, config.path(field).asBoolean(), kind));
        add(kinds, !config.path("bias").asText("none").equals("none"), "biases");
        add(kinds, !config.path("modules_to_save").isEmpty(), "saved");
        add(
                kinds,
                !config.path("rank_pattern").isEmpty()
                        || !config.path("alpha_pattern").isEmpty(),
                "patterns");
        Path weights = adapter.resolve("adapter_model.safetensors");
        if (Files.exists(weights)) {
            String bytes = Files.readString(weights, StandardCharsets.ISO_8859_1);
            add(kinds, bytes.contains("lora_embedding_A"), "table");
        }
        return kinds.isEmpty() ? List.of("LoRA") : kinds;
    }

    private static void add(List<String> kinds, boolean has, String kind) {
        if (has) {
            kinds.add(kind);
        }
    }

    private static String table() {
        var kinds = new TreeSet<String>();
        WORST.values().forEach(row -> kinds.addAll(row.keySet()));
        StringBuilder text = new StringBuilder("| family | " + String.join(" | ", kinds) + " |\n|");
        text.append(" --- |".repeat(kinds.size() + 1)).append('\n');
        WORST.forEach((family, row) -> {
            text.append("| ").append(family);
            kinds.forEach(kind ->
                    text.append(" | ").append(row.containsKey(kind) ? String.format("%.1e", row.get(kind)) : "-"));
            text.append(" |\n");
        });
        return text.toString();
    }
}
