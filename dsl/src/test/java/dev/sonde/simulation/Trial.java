package dev.sonde.simulation;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.NullRecipe;
import dev.sonde.backend.View;
import dev.sonde.probe.CalibratedProbe;
import dev.sonde.probe.NullValues;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.score.Score;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * One draw of a made-up world: a probe with settings and the model that it asks.
 *
 * @param answers what the model answers under each view; the same to the same question
 * @param raw the probe's raw value under a null adapter, so that the probe need not run for it; empty where null adapters
 *     have no part in the verdict
 * @param truth what the probe's interval is to contain
 */
public record Trial<S extends ProbeSpec>(
        Probe<S, ?> probe,
        S spec,
        Function<Evaluation<?>, Score> answers,
        Optional<ToDoubleFunction<View>> raw,
        double truth) {

    /** Runs the probe against {@code m} null adapters. */
    ProbeResult<?> run(int m, long seed) {
        var nulls = raw.map(value -> new NullValues(
                NullRecipe.MATCHED_NORM.id(),
                LongStream.range(0, m)
                        .mapToObj(Trial::nullAdapter)
                        .map(value::applyAsDouble)
                        .toList()));
        return run(new World(any -> answers, spec.name(), View.FINE_TUNED, seed, nulls, List.of()));
    }

    ProbeResult<?> run(World world) {
        return probe.run(spec, world);
    }

    CalibratedProbe<S> calibrated() {
        return new CalibratedProbe<>(probe, spec);
    }

    static View nullAdapter(long seed) {
        return new View.NullAdapter(NullRecipe.MATCHED_NORM, seed);
    }
}
