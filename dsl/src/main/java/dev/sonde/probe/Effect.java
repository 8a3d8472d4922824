package dev.sonde.probe;

import dev.sonde.stats.Interval;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.NeededNumber;
import dev.sonde.stats.NullTest;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A mean over prompts, or over what else is observed, with all that is known about its uncertainty.
 *
 * @param what names it at the start of a sentence, such as {@code Mean shift}
 * @param raw the mean
 * @param unit of raw
 * @param prompts over how many observations it was taken
 * @param interval around raw; empty with too few prompts
 * @param nullTest raw against null adapters; empty when none ran
 * @param noiseFloor the value that the machine itself produces; empty when unknown
 * @param observation what messages call one observation, such as {@code prompt} or {@code passage}; its plural ends in s
 */
public record Effect(
        String what,
        double raw,
        String unit,
        int prompts,
        Optional<Interval> interval,
        Optional<NullTest> nullTest,
        OptionalDouble noiseFloor,
        String observation) {

    /** More than anybody would write. */
    static final int MOST_PROMPTS = 10_000;

    /** An effect over prompts. */
    public Effect(
            String what,
            double raw,
            String unit,
            int prompts,
            Optional<Interval> interval,
            Optional<NullTest> nullTest,
            OptionalDouble noiseFloor) {
        this(what, raw, unit, prompts, interval, nullTest, noiseFloor, "prompt");
    }

    /** A mean over something else than prompts, with neither null adapters nor a noise floor. */
    public static Effect over(
            String observation, String what, double raw, String unit, int count, Optional<Interval> interval) {
        return new Effect(what, raw, unit, count, interval, Optional.empty(), OptionalDouble.empty(), observation);
    }

    /** Whether the interval reaches both sides of {@code threshold}. */
    boolean straddles(double threshold) {
        return interval.map(range -> range.lower() < threshold && threshold <= range.upper())
                .orElse(false);
    }

    /** How many prompts would bring the interval to one side of {@code bound}; {@code name} is what messages call it. */
    String neededToExclude(double bound, String name) {
        int needed = NeededNumber.toExclude(bound, raw, interval.orElseThrow(), prompts);
        return needed > MOST_PROMPTS
                ? "too close to the " + name + " to call with any practical number of " + observation + "s"
                : "about %d %ss would decide".formatted(needed, observation);
    }

    /** The measurement as the beginning of a sentence. */
    String described() {
        String spread = interval.map(range -> "%.0f %% interval %s to %s"
                        .formatted(100 * range.level(), Figure.of(range.lower()), Figure.of(range.upper())))
                .orElse(
                        prompts < MeanInterval.FEWEST
                                ? "no interval below " + MeanInterval.FEWEST + " " + observation + "s"
                                : "no interval");
        return "%s %s %s over %d %s%s (%s)"
                .formatted(what, Figure.of(raw), unit, prompts, observation, prompts == 1 ? "" : "s", spread);
    }
}
