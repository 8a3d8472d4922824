package dev.sonde.suite;

import dev.sonde.backend.Evaluation;
import dev.sonde.probe.Category;
import dev.sonde.probe.NullSource;
import dev.sonde.probe.NullValues;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A source of null values for tests of the runner: one value, 0.25, for every calibrated probe. */
final class FixedNullsProbe implements Probe<FixedNullsProbe.Spec, FixedNullsProbe.Fixed> {

    record Spec(String name) implements ProbeSpec {}

    record Fixed(List<String> probes) implements NullSource {
        @Override
        public Optional<NullValues> valuesOf(String probe) {
            return probes.contains(probe)
                    ? Optional.of(new NullValues("matched-norm", List.of(0.25)))
                    : Optional.empty();
        }
    }

    @Override
    public ProbeKind<Spec, Fixed> kind() {
        return new ProbeKind<>("fixed_nulls", Category.BASELINE, Spec.class, Fixed.class, false);
    }

    @Override
    public List<Evaluation<?>> plan(Spec spec, ProbeContext context) {
        return List.of();
    }

    @Override
    public ProbeResult<Fixed> run(Spec spec, ProbeContext context) {
        List<String> probes = context.calibratedProbes().stream()
                .map(calibrated -> calibrated.spec().name())
                .toList();
        return new ProbeResult<>(
                spec.name(),
                "fixed_nulls",
                Verdict.PASS,
                OptionalDouble.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "",
                Optional.of(new Fixed(probes)),
                0);
    }
}
