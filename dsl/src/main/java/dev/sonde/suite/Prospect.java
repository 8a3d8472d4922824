package dev.sonde.suite;

import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.NullTest;
import dev.sonde.stats.Power;
import dev.sonde.stats.Summary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a probe's numbers of prompts and of null adapters can show, with a probability of 80 %.
 *
 * <p>A forecast for more prompts like these, from how much their values scatter; not the power of the test that was made,
 * which the interval tells better (Hoenig and Heisey 2001).
 *
 * @param probe its name
 * @param unit of its raw value; {@code sd} before a run
 * @param observations how many prompts, or whatever else it observes; 0 where that is not known
 * @param sd standard deviation of their values, in {@code unit}; empty before a run, where sd itself is the unit
 * @param nulls how many null adapters it meets; 0 for none
 */
public record Prospect(String probe, String unit, int observations, OptionalDouble sd, int nulls) {

    private static final double SAME = 1e-9;

    /** What the enabled probes of a suite can show, before it runs; those that say how much they observe. */
    public static List<Prospect> before(Suite suite) {
        var enabled = suite.entries().stream().filter(SuiteEntry::enabled).toList();
        int nulls = enabled.stream()
                .map(SuiteEntry::spec)
                .filter(NullAdapterSpec.class::isInstance)
                .mapToInt(spec -> ((NullAdapterSpec) spec).runs())
                .findFirst()
                .orElse(0);
        return enabled.stream()
                .map(SuiteEntry::spec)
                .filter(spec -> spec.observations().isPresent())
                .map(spec -> new Prospect(
                        spec.name(),
                        "sd",
                        spec.observations().getAsInt(),
                        OptionalDouble.empty(),
                        PlannedProbe.of(spec).probe().kind().calibrated() ? nulls : 0))
                .toList();
    }

    /** What the probes of a run could show; those whose raw value is the mean of what they observed. */
    public static List<Prospect> after(SuiteResult result) {
        return result.probes().stream().flatMap(probe -> of(probe).stream()).toList();
    }

    private static Optional<Prospect> of(ProbeResult<?> result) {
        double[] values = result.evidence().stream()
                .flatMap(evidence -> evidence.perPrompt().stream())
                .mapToDouble(PromptValue::value)
                .toArray();
        if (result.raw().isEmpty() || values.length < MeanInterval.FEWEST) {
            return Optional.empty();
        }
        var summary = Summary.of(values);
        double raw = result.raw().getAsDouble();
        return Math.abs(summary.mean() - raw) > SAME * Math.max(1, Math.abs(raw)) || summary.sd() == 0
                ? Optional.empty()
                : Optional.of(new Prospect(
                        result.name(),
                        result.unit(),
                        values.length,
                        OptionalDouble.of(summary.sd()),
                        result.nullTest().map(NullTest::asked).orElse(0)));
    }

    /** The smallest distance of the mean from a threshold that so many prompts show; empty below 4. */
    public OptionalDouble detectable(int prompts) {
        return prompts < MeanInterval.FEWEST
                ? OptionalDouble.empty()
                : OptionalDouble.of(sd.orElse(1) * Power.detectable(prompts, MeanInterval.DEFAULT_LEVEL, Power.USUAL));
    }

    /** How many prompts show a mean that far from a threshold, in {@link #unit()}. */
    public int neededPrompts(double distance) {
        return Power.neededPrompts(distance / sd.orElse(1), MeanInterval.DEFAULT_LEVEL, Power.USUAL);
    }

    /** How far above the null adapters' mean a value has to be, in their sd, to be shown; empty below 19 null adapters. */
    public OptionalDouble detectableAgainstNulls() {
        return Power.detectableAgainstNulls(nulls, NullTest.ALPHA, Power.USUAL);
    }

    /** How many null adapters it takes before p can be 0.05; empty where there are enough, or none is asked for. */
    public OptionalInt neededNulls() {
        int needed = NullTest.needed(NullTest.ALPHA);
        return nulls > 0 && nulls < needed ? OptionalInt.of(needed) : OptionalInt.empty();
    }
}
