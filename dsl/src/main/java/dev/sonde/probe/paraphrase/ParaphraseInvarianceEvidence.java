package dev.sonde.probe.paraphrase;

import dev.sonde.probe.Evidence;
import dev.sonde.probe.Figure;
import dev.sonde.probe.PromptValue;
import dev.sonde.stats.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The gain on prompts and on their paraphrases.
 *
 * @param intent what was asked for
 * @param cases that could be scored, in the order of the spec
 * @param verbatimMean mean gain on the prompts as trained, in nats per token
 * @param paraphrasedMean mean gain on their paraphrases
 * @param generalizationRatio paraphrasedMean / verbatimMean; empty unless there is a gain on the prompts
 * @param ratioInterval of the ratio, by Fieller; empty with few cases, and where the gain may as well be 0
 * @param dropped cases that could not be scored, each with the reason; they count nowhere
 */
public record ParaphraseInvarianceEvidence(
        Intent intent,
        List<CaseLift> cases,
        double verbatimMean,
        double paraphrasedMean,
        OptionalDouble generalizationRatio,
        Optional<Interval> ratioInterval,
        List<String> dropped)
        implements Evidence {

    /** Copies the lists. */
    public ParaphraseInvarianceEvidence {
        cases = List.copyOf(cases);
        dropped = List.copyOf(dropped);
    }

    /** The gain on each prompt as trained. */
    @Override
    public List<PromptValue> perPrompt() {
        return cases.stream()
                .map(each -> new PromptValue(
                        each.prompt(),
                        each.verbatim(),
                        Figure.of(each.baseVerbatim()) + " nats per token",
                        "paraphrased " + Figure.of(each.paraphrased())))
                .toList();
    }
}
