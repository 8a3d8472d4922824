package dev.sonde.probe;

import dev.sonde.stats.Interval;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.NeededNumber;
import dev.sonde.stats.NullTest;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A mean over prompts of which more means more effect, with all that is known about its uncertainty.
 *
 * @param what names it at the start of a sentence, such as {@code Mean shift}
 * @param raw the mean
 * @param unit of raw
 * @param prompts over how many it was taken
 * @param interval around raw; empty with too few prompts
 * @param nullTest raw against null adapters; empty when none ran
 * @param noiseFloor the value that the machine itself produces; empty when unknown
 */
public record Effect(
        String what,
        double raw,
        String unit,
        int prompts,
        Optional<Interval> interval,
        Optional<NullTest> nullTest,
        OptionalDouble noiseFloor) {

    /** More than anybody would write. */
    static final int MOST_PROMPTS = 10_000;

    /** Whether the interval reaches both sides of {@code threshold}. */
    boolean straddles(double threshold) {
        return interval.map(range -> range.lower() < threshold && threshold <= range.upper())
                .orElse(false);
    }

    /** How many prompts would bring the interval to one side of {@code bound}; {@code name} is what messages call it. */
    String neededToExclude(double bound, String name) {
        int needed = NeededNumber.toExclude(bound, raw, interval.orElseThrow(), prompts);
        return needed > MOST_PROMPTS
                ? "too close to the " + name + " to call with any practical number of prompts"
                : "about " + needed + " prompts would decide";
    }

    /** The measurement as the beginning of a sentence. */
    String described() {
        String spread = interval.map(range -> "%.0f %% interval %s to %s"
                        .formatted(100 * range.level(), Figure.of(range.lower()), Figure.of(range.upper())))
                .orElse("no interval below " + MeanInterval.FEWEST + " prompts");
        return "%s %s %s over %d prompt%s (%s)"
                .formatted(what, Figure.of(raw), unit, prompts, prompts == 1 ? "" : "s", spread);
    }
}
