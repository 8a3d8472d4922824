package dev.sonde.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.sonde.trace.TraceFile.SkippedLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads trace files, also damaged ones: a line that cannot be read is skipped, and said so. */
public final class TraceReader {
    private static final List<String> FIELDS = List.of("at", "view", "op", "prompt_hash", "tokens", "hit", "wall_ms");

    private final List<TraceEvent> events = new ArrayList<>();
    private final List<SkippedLine> skipped = new ArrayList<>();
    private Optional<TraceHeader> header = Optional.empty();

    private TraceReader() {}

    /**
     * Reads a file. Bytes that are not UTF-8 become replacement characters.
     *
     * @throws UncheckedIOException if the file itself cannot be read
     */
    public static TraceFile read(Path file) {
        try {
            return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "Trace file '%s' cannot be read: %s. Check the path.".formatted(file, unreadable), unreadable);
        }
    }

    /** Reads the text of a file. */
    static TraceFile parse(String text) {
        var reader = new TraceReader();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            reader.line(i + 1, lines.get(i));
        }
        return new TraceFile(reader.header, reader.events, reader.skipped);
    }

    private void line(int number, String line) {
        if (line.isBlank()) {
            skipped.add(new SkippedLine(number, "blank"));
            return;
        }
        try {
            object(number, TraceLines.JSON.readTree(line));
        } catch (ValueInstantiationException refused) {
            Throwable cause = refused.getCause();
            skipped.add(new SkippedLine(
                    number, String.valueOf(cause == null ? refused.getOriginalMessage() : cause.getMessage())));
        } catch (JsonProcessingException unreadable) {
            skipped.add(new SkippedLine(
                    number,
                    "not readable: " + unreadable.getOriginalMessage().replaceFirst(" \\(start marker at .*", "")));
        }
    }

    private void object(int number, JsonNode node) throws JsonProcessingException {
        if (!node.isObject()) {
            skipped.add(new SkippedLine(number, "not a JSON object"));
        } else if (node.has("format")) {
            header(number, node);
        } else {
            event(number, node);
        }
    }

    private void header(int number, JsonNode node) throws JsonProcessingException {
        if (!node.path("format").asText().equals(TraceHeader.FORMAT)
                || node.path("version").asInt() != TraceHeader.VERSION) {
            skipped.add(new SkippedLine(
                    number,
                    "format %s version %s, not %s version %d"
                            .formatted(
                                    node.get("format"), node.get("version"), TraceHeader.FORMAT, TraceHeader.VERSION)));
        } else if (header.isPresent()) {
            skipped.add(new SkippedLine(number, "a second header"));
        } else {
            header = Optional.of(TraceLines.JSON.treeToValue(node, TraceHeader.class));
        }
    }

    private void event(int number, JsonNode node) throws JsonProcessingException {
        List<String> missing =
                FIELDS.stream().filter(field -> !node.hasNonNull(field)).toList();
        if (missing.isEmpty()) {
            events.add(TraceLines.JSON.treeToValue(node, TraceEvent.class));
        } else {
            skipped.add(new SkippedLine(number, "not a trace event: no " + String.join(", ", missing)));
        }
    }
}
