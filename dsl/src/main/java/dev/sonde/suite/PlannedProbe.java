package dev.sonde.suite;

import dev.sonde.backend.Evaluation;
import dev.sonde.probe.CalibratedProbe;
import dev.sonde.probe.NullSource;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeRegistry;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ProbeSpec;
import java.util.List;

/** An enabled probe of a suite with the code that runs it. */
record PlannedProbe<S extends ProbeSpec>(Probe<S, ?> probe, S spec) {

    static <S extends ProbeSpec> PlannedProbe<S> of(S spec) {
        return new PlannedProbe<>(ProbeRegistry.shared().forSpec(spec), spec);
    }

    /** Whether others need its evidence, so that it runs first. */
    boolean isNullSource() {
        return NullSource.class.isAssignableFrom(probe.kind().evidenceType());
    }

    boolean needsModel() {
        return probe.needsModel();
    }

    CalibratedProbe<S> calibrated() {
        return new CalibratedProbe<>(probe, spec);
    }

    List<Evaluation<?>> plan(ProbeContext context) {
        return probe.plan(spec, context);
    }

    ProbeResult<?> run(ProbeContext context) {
        return probe.run(spec, context);
    }
}
