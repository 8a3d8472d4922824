package dev.sonde.kernel.display;

import dev.sonde.backend.ModelCard;
import dev.sonde.cache.BackendStats;
import dev.sonde.probe.Evidence;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.stats.Interval;
import dev.sonde.suite.SuiteResult;
import dev.sonde.suite.SuiteScore;
import dev.sonde.trace.TraceAnalysis;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Results made up for tests. */
final class Results {
    private Results() {}

    /** A result whose texts are all {@code text}. */
    static ProbeResult<Evidence> probe(String text) {
        return new ProbeResult<>(
                text,
                text,
                Verdict.PASS,
                OptionalDouble.of(0.25),
                text,
                Optional.of(new Interval(0.2, 0.3, 0.95, text)),
                Optional.empty(),
                OptionalDouble.of(0.001),
                OptionalDouble.of(0.5),
                text,
                Optional.empty(),
                1);
    }

    /** A run with one probe. */
    static SuiteResult suite(String text) {
        return new SuiteResult(
                1,
                text,
                text,
                new ModelCard(text, text, Map.of("weights", text), 10, 20),
                7,
                List.of(probe(text)),
                new BackendStats(5, 1, 1, 0, 1, 2.0),
                TraceAnalysis.of(List.of(), 3),
                Optional.empty(),
                new SuiteScore(OptionalDouble.of(0.5), "partial", Map.of(), 1, List.of(text)),
                Instant.EPOCH,
                1_500,
                true,
                Map.of("java", text));
    }
}
