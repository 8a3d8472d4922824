package dev.sonde.backend.http;

import dev.sonde.backend.ModelSource;
import dev.sonde.backend.ScoringBackend;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Opens servers as users do, but for the environment and the clock. */
final class HttpServers {
    static final String KEY = "sk-abcdef0123456789";

    private HttpServers() {}

    static ScoringBackend open(ModelSource source) {
        return open(source, wait -> {});
    }

    /** Pauses are written into {@code pauses} instead of being waited for. */
    static ScoringBackend open(ModelSource source, List<Duration> pauses) {
        return open(source, pauses::add);
    }

    static ScoringBackend open(ModelSource source, Transport.Pause pause) {
        return HttpBackend.over(Connection.open(HttpSettings.of(source), Map.of("TOY_KEY", KEY)::get, pause, 1 << 20));
    }
}
