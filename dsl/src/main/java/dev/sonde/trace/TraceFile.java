package dev.sonde.trace;

import java.util.List;
import java.util.Optional;

/**
 * What a trace file holds.
 *
 * @param header its first line; empty if that was lost
 * @param events in the order of the file
 * @param skipped the lines that are neither, in order
 */
public record TraceFile(Optional<TraceHeader> header, List<TraceEvent> events, List<SkippedLine> skipped) {

    /**
     * A line that could not be read.
     *
     * @param number from 1
     * @param reason in plain words
     */
    public record SkippedLine(int number, String reason) {}

    /** Copies the lists. */
    public TraceFile {
        events = List.copyOf(events);
        skipped = List.copyOf(skipped);
    }

    /** What was skipped in one line for people; empty text when nothing was. */
    public String skippedSummary() {
        if (skipped.isEmpty()) {
            return "";
        }
        var first = skipped.get(0);
        return "%d line%s skipped, the first at line %d: %s"
                .formatted(skipped.size(), skipped.size() == 1 ? "" : "s", first.number(), first.reason());
    }
}
