package dev.sonde.suite;

import dev.sonde.backend.ModelCard;
import dev.sonde.cache.BackendStats;
import dev.sonde.probe.NoiseFloor;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.Verdict;
import dev.sonde.trace.TraceAnalysis;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run of a suite measured: the whole of it, readable without the model.
 *
 * @param schemaVersion of the JSON form, 1
 * @param title of the suite
 * @param suiteYaml the suite as a file, so that the run can be repeated
 * @param model which model answered, by content
 * @param seed every random draw started from it
 * @param probes in suite order
 * @param statistics how the evaluations were served
 * @param trace hit rates per probe and view, and the slowest evaluations
 * @param noiseFloor how much the model differs from itself; empty where it was not measured
 * @param score the composite
 * @param startedAt when the run began
 * @param wallMillis how long it took
 * @param complete false after an interrupt: probes that did not run are {@code SKIP}
 * @param environment versions of what computed it: sonde, java, os, cpus, engine
 */
public record SuiteResult(
        int schemaVersion,
        String title,
        String suiteYaml,
        ModelCard model,
        long seed,
        List<ProbeResult<?>> probes,
        BackendStats statistics,
        TraceAnalysis trace,
        Optional<NoiseFloor> noiseFloor,
        SuiteScore score,
        Instant startedAt,
        double wallMillis,
        boolean complete,
        Map<String, String> environment) {

    /** The version of the JSON form that this class writes. */
    public static final int SCHEMA_VERSION = 1;

    /** Copies the collections. */
    public SuiteResult {
        probes = List.copyOf(probes);
        environment = Map.copyOf(environment);
    }

    /**
     * The result of the probe with this name.
     *
     * @throws IllegalArgumentException if there is none; it lists those there are
     */
    public ProbeResult<?> probe(String name) {
        return probes.stream()
                .filter(result -> result.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No probe is called '%s'; there are %s"
                        .formatted(name, probes.stream().map(ProbeResult::name).toList())));
    }

    /** The result of the probe with these settings; see {@link #probe(String)}. */
    public ProbeResult<?> probe(ProbeSpec spec) {
        return probe(spec.name());
    }

    /** Whether at least one probe has a value. */
    public boolean measured() {
        return probes.stream().anyMatch(probe -> probe.raw().isPresent());
    }

    /**
     * Whether the run is complete, at least one probe measured a value and passed (or warned), and none failed, was in
     * error, or stayed inconclusive. A suite of which everything was skipped has not passed: it says nothing.
     */
    public boolean passed() {
        return complete
                && probes.stream().anyMatch(SuiteResult::supports)
                && probes.stream()
                        .map(ProbeResult::verdict)
                        .noneMatch(verdict ->
                                verdict == Verdict.FAIL || verdict == Verdict.ERROR || verdict == Verdict.INCONCLUSIVE);
    }

    private static boolean supports(ProbeResult<?> probe) {
        return probe.raw().isPresent() && (probe.verdict() == Verdict.PASS || probe.verdict() == Verdict.WARN);
    }
}
