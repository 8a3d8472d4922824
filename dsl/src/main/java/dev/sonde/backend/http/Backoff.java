package dev.sonde.backend.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How long to wait before the next attempt: half a second, doubled each time up to half a minute, of which a seeded draw
 * takes between half and all, so that many clients do not come back at once.
 */
final class Backoff {
    static final Duration LONGEST = Duration.ofSeconds(120);
    private static final long FIRST_MILLIS = 500;
    private static final long CAP_MILLIS = 30_000;
    private static final int DOUBLINGS = 6;

    private final SplittableRandom draws;

    Backoff(long seed) {
        this.draws = new SplittableRandom(seed);
    }

    /** The wait before attempt {@code attempt + 1}, counted from 1. */
    Duration after(int attempt) {
        long millis = Math.min(CAP_MILLIS, FIRST_MILLIS << Math.min(attempt - 1, DOUBLINGS));
        return Duration.ofMillis((long) (millis * (0.5 + 0.5 * draws.nextDouble())));
    }

    /** What a {@code Retry-After} header asks for, in seconds or as a date; empty if it says neither. */
    static Optional<Duration> asked(String header, Instant now) {
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(header.strip()))));
        } catch (NumberFormatException notSeconds) {
            try {
                var date = ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
                var wait = Duration.between(now, date.toInstant());
                return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
            } catch (DateTimeParseException notDate) {
                return Optional.empty();
            }
        }
    }
}
