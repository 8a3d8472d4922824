package dev.sonde.probe.drift;

import dev.sonde.probe.Evidence;
import dev.sonde.probe.PromptValue;
import dev.sonde.stats.Interval;
import dev.sonde.stats.McNemar;
import java.util.List;
import java.util.Optional;

/**
 * What became of each item.
 *
 * @param perPrompt the change of each gold in nats a token; {@code base} and {@code tuned} say what each view answers
 * @param regressed how many items lost more than {@code regression_nats}
 * @param meanDelta mean change, in nats a token
 * @param meanDeltaInterval around it; empty below 4 items
 * @param answers right and wrong before and after; empty where no item has alternatives
 */
public record CalibrationDriftEvidence(
        List<PromptValue> perPrompt,
        int regressed,
        double meanDelta,
        Optional<Interval> meanDeltaInterval,
        Optional<Answers> answers)
        implements Evidence {

    /** Copies {@code perPrompt}. */
    public CalibrationDriftEvidence {
        perPrompt = List.copyOf(perPrompt);
    }

    /**
     * An item is right when its gold is more probable than each of its alternatives.
     *
     * @param items how many have alternatives
     * @param baseRight right under base
     * @param tunedRight right under the view under test
     * @param expectedByGuessing how many guessing would get right
     * @param baseRate the share right under base, with its Wilson interval
     * @param flips exact test of the items that changed sides; {@code onlyFirst} went from right to wrong
     */
    public record Answers(
            int items, int baseRight, int tunedRight, double expectedByGuessing, Interval baseRate, McNemar flips) {

        /** Whether base knows more than guessing would, interval and all. */
        boolean baseKnows() {
            return baseRate.lower() > expectedByGuessing / items;
        }
    }
}
