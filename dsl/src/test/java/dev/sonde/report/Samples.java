package dev.sonde.report;

import dev.sonde.backend.ModelCard;
import dev.sonde.cache.BackendStats;
import dev.sonde.probe.Category;
import dev.sonde.probe.Evidence;
import dev.sonde.probe.NoiseFloor;
import dev.sonde.probe.NullSource;
import dev.sonde.probe.NullValues;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.Verdict;
import dev.sonde.stats.Adjusted;
import dev.sonde.stats.Interval;
import dev.sonde.stats.NullTest;
import dev.sonde.suite.SuiteResult;
import dev.sonde.suite.SuiteScore;
import dev.sonde.trace.TraceAnalysis;
import dev.sonde.trace.TraceEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Results made by hand, for the tests of everything that reads results. */
public final class Samples {
    private Samples() {}

    /** Evidence with prompts only. */
    public record Prompts(List<PromptValue> perPrompt) implements Evidence {}

    /** Null values of one probe. */
    public record Nulls(String probe, List<Double> values) implements NullSource {
        @Override
        public Optional<NullValues> valuesOf(String name) {
            return name.equals(probe) ? Optional.of(new NullValues("matched-norm", values)) : Optional.empty();
        }
    }

    /** One probe with everything: interval, nulls, noise floor, prompts. */
    public static ProbeResult<Prompts> drift() {
        return new ProbeResult<>(
                "drift",
                "delta_kl",
                Verdict.PASS,
                OptionalDouble.of(0.1234),
                "nats",
                Optional.of(new Interval(0.08, 0.17, 0.95, "bootstrap-t (1999 resamples, seed 7)")),
                Optional.of(new NullTest(0.1234, 19, 0.01, 0.02, 5.67, 0.05).with(new Adjusted(0.1, 3))),
                OptionalDouble.of(3.1e-7),
                OptionalDouble.of(0.71),
                "Mean divergence 0.123 nats is above 0.020.",
                Optional.of(new Prompts(List.of(
                        new PromptValue("The key insight is", 0.15, " that", " lattice"),
                        new PromptValue("An important rule", 0.0968, " is", " of")))),
                412.5);
    }

    /** A probe that gives another one its null values. */
    public static ProbeResult<Nulls> nulls(String probe, List<Double> values) {
        return new ProbeResult<>(
                "nulls",
                "null_adapter",
                Verdict.PASS,
                OptionalDouble.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "",
                Optional.of(new Nulls(probe, values)),
                1);
    }

    /** A probe that measured a value and has no interval. */
    public static ProbeResult<Prompts> hollow() {
        return new ProbeResult<>(
                "shape",
                "adapter_ablation",
                Verdict.INCONCLUSIVE,
                OptionalDouble.of(0.98),
                "R²",
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "One prompt gives no interval; use at least 4.",
                Optional.empty(),
                98);
    }

    /** A probe that did not run. */
    public static ProbeResult<Prompts> skipped() {
        return ProbeResult.without("later", "delta_kl", Verdict.SKIP, "Disabled in the suite.");
    }

    /** A suite of three probes. */
    public static SuiteResult suite() {
        return suite("Does it know the doc?", List.of(drift(), hollow(), skipped()));
    }

    /** A suite of these probes. */
    public static SuiteResult suite(String title, List<ProbeResult<?>> probes) {
        return new SuiteResult(
                SuiteResult.SCHEMA_VERSION,
                title,
                "version: 1\nsuite:\n  - name: drift\n    kind: delta_kl\n    assert_mean_gte: 0.02\n",
                new ModelCard("demo", "runs/v3", Map.of("weights", "ab12", "dtype", "float32"), 512, 128),
                7,
                probes,
                new BackendStats(5, 1, 1, 0, 1, 12.5),
                TraceAnalysis.of(events(), 10),
                Optional.of(new NoiseFloor(3.1e-7, 6.2e-7, 2)),
                new SuiteScore(
                        OptionalDouble.of(0.71),
                        "healthy",
                        Map.of(Category.ADHERENCE, 0.71),
                        0.3,
                        List.of("drift moved most on 'The key insight is'.")),
                Instant.parse("2026-11-21T11:00:00Z"),
                1234,
                true,
                Map.of("sonde", "0.1.0", "java", "17.0.15"));
    }

    /** Six lookups: one miss, five hits. */
    public static List<TraceEvent> events() {
        var events = new ArrayList<TraceEvent>();
        events.add(new TraceEvent(1, Optional.of("drift"), "base", "next_token_dist", "aa", 4, false, 10.25));
        for (int i = 0; i < 5; i++) {
            events.add(new TraceEvent(2 + i, Optional.of("drift"), "ft", "next_token_dist", "aa", 4, true, 0.25));
        }
        return events;
    }

    /** A suite whose every text is {@code text}. */
    public static SuiteResult evil(String text, List<ProbeResult<?>> probes) {
        SuiteResult plain = suite();
        var event = new TraceEvent(1, Optional.of(text), text, text, text, 1, false, 1);
        return new SuiteResult(
                1,
                text,
                text,
                new ModelCard(text, text, Map.of(text, text), 1, 1),
                7,
                probes,
                plain.statistics(),
                TraceAnalysis.of(List.of(event), 1),
                plain.noiseFloor(),
                new SuiteScore(OptionalDouble.empty(), text, Map.of(), 0, List.of(text)),
                plain.startedAt(),
                1,
                true,
                Map.of("sonde", text, text, text));
    }
}
