package dev.sonde.probe.drift;

import dev.sonde.probe.Evidence;
import dev.sonde.probe.PromptValue;
import dev.sonde.stats.Interval;
import dev.sonde.stats.McNemar;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.Proportion;
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

        /** Of items in order and their scores; empty where no item has alternatives. */
        public static Optional<Answers> of(List<KnowledgeItem> items, List<ItemScore> base, List<ItemScore> tuned) {
            int asked = 0;
            int before = 0;
            int lost = 0;
            int won = 0;
            double guessing = 0;
            for (int i = 0; i < items.size(); i++) {
                if (!items.get(i).alternatives().isEmpty()) {
                    asked++;
                    guessing += 1.0 / items.get(i).completions().size();
                    before += base.get(i).right() ? 1 : 0;
                    lost += base.get(i).right() && !tuned.get(i).right() ? 1 : 0;
                    won += !base.get(i).right() && tuned.get(i).right() ? 1 : 0;
                }
            }
            return asked == 0
                    ? Optional.empty()
                    : Optional.of(new Answers(
                            asked,
                            before,
                            before - lost + won,
                            guessing,
                            Proportion.wilson(before, asked, MeanInterval.DEFAULT_LEVEL),
                            McNemar.of(lost, won)));
        }

        /** Whether base knows more than guessing would, interval and all. */
        public boolean baseKnows() {
            return baseRate.lower() > expectedByGuessing / items;
        }
    }
}
