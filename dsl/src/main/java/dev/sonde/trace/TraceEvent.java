package dev.sonde.trace;

import java.util.Optional;

/**
 * One evaluation used once.
 *
 * @param at when, in seconds since the epoch
 * @param probe by which probe; empty before the first one
 * @param view {@link dev.sonde.backend.View#id()}
 * @param op {@link dev.sonde.backend.Operation#op()}
 * @param promptHash first 12 hex digits of the SHA-256 of the operation's text
 * @param tokens how many tokens went through the model, 0 where unknown
 * @param hit whether it had been used before
 * @param wallMs its share of its batch's time for a miss, the look-up's time for a hit; at least 0
 */
public record TraceEvent(
        double at,
        Optional<String> probe,
        String view,
        String op,
        String promptHash,
        int tokens,
        boolean hit,
        double wallMs) {

    /** Refuses figures that are negative, NaN or infinite. */
    public TraceEvent {
        if (!(at >= 0 && at < Double.POSITIVE_INFINITY)
                || !(wallMs >= 0 && wallMs < Double.POSITIVE_INFINITY)
                || tokens < 0) {
            throw new IllegalArgumentException(
                    "A trace event has finite figures of at least 0, got at=%s, wall_ms=%s, tokens=%s"
                            .formatted(at, wallMs, tokens));
        }
    }
}
