package dev.sonde.probe.trainingdrift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Reads logs entry by entry and tells runs apart.
 *
 * <p>A new run begins with a banner of another run id, and, where there are no banners, with a step that is not after the
 * run's first one: a resumed training goes on from its middle, a new one begins at the beginning.
 */
final class TrainingLogReader {

    /** Python writes NaN and Infinity as such. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final List<Run> runs = new ArrayList<>(List.of(new Run("")));
    private boolean bannersSeen;
    private int unread;

    /** A run as far as it was read. */
    private record Run(String id, TreeMap<Long, LoggedStep> steps, List<Double> evaluations) {
        Run(String id) {
            this(id, new TreeMap<>(), new ArrayList<>());
        }
    }

    private TrainingLogReader() {}

    static TrainingLog read(List<Path> files) {
        var reader = new TrainingLogReader();
        files.forEach(reader::file);
        Run last = reader.current();
        return new TrainingLog(
                files, List.copyOf(last.steps().values()), reader.runs.size(), last.evaluations(), reader.unread);
    }

    private Run current() {
        return runs.get(runs.size() - 1);
    }

    private void file(Path file) {
        String text;
        try {
            text = new String(
                    Files.readAllBytes(file), StandardCharsets.UTF_8); // a cut last character is no reason to stop
        } catch (IOException unreadable) {
            throw new UncheckedIOException("'%s' cannot be read: %s".formatted(file, unreadable), unreadable);
        }
        if (file.toString().endsWith(".json")) {
            trainerState(text);
        } else {
            text.lines().filter(line -> !line.isBlank()).forEach(this::line);
        }
    }

    private void trainerState(String text) {
        try {
            JSON.readTree(text).path("log_history").forEach(entry -> {
                step(entry);
                if (entry.path("eval_loss").isNumber()) {
                    current().evaluations().add(entry.get("eval_loss").doubleValue());
                }
            });
        } catch (JsonProcessingException notJson) {
            unread++;
        }
    }

    private void line(String line) {
        try {
            JsonNode entry = JSON.readTree(line);
            switch (entry.path("type").asText("step")) {
                case "banner" -> banner(entry.path("run_id").asText(""));
                case "step" -> step(entry);
                default -> {} // what a later version may log
            }
        } catch (JsonProcessingException notJson) {
            unread++;
        }
    }

    private void banner(String id) {
        if (!current().steps().isEmpty() && !(bannersSeen && current().id().equals(id))) {
            runs.add(new Run(id));
        } else if (current().steps().isEmpty()) {
            runs.set(runs.size() - 1, new Run(id));
        }
        bannersSeen = true;
    }

    private void step(JsonNode entry) {
        if (!entry.path("step").isIntegralNumber() || !entry.path("loss").isNumber()) {
            return;
        }
        long number = entry.get("step").longValue();
        var steps = current().steps();
        if (!bannersSeen && steps.size() > 1 && number <= steps.firstKey()) {
            runs.add(new Run(""));
        }
        double norm = entry.path("grad_norm").asDouble(Double.NaN);
        current()
                .steps()
                .put(
                        number,
                        new LoggedStep(
                                number,
                                entry.get("loss").doubleValue(),
                                Double.isFinite(norm) ? OptionalDouble.of(norm) : OptionalDouble.empty()));
    }
}
