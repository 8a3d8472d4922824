package dev.sonde.probe;

import dev.sonde.backend.Evaluation;
import java.util.List;

/** A probe with its settings, to be measured under null adapters. */
public record CalibratedProbe<S extends ProbeSpec>(Probe<S, ?> probe, S spec) {

    /** {@link Probe#plan} with these settings. */
    public List<Evaluation<?>> plan(ProbeContext context) {
        return probe.plan(spec, context);
    }

    /** {@link Probe#run} with these settings. */
    public ProbeResult<?> run(ProbeContext context) {
        return probe.run(spec, context);
    }
}
