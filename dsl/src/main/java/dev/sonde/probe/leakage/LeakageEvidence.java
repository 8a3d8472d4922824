package dev.sonde.probe.leakage;

import dev.sonde.probe.Evidence;
import dev.sonde.probe.PromptValue;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What was recited of each section.
 *
 * @param perPrompt by prefix: recall beyond base's, with what both views wrote
 * @param baseRecall mean share of the source's words that base wrote in order, in [0, 1]
 * @param tunedRecall the same under the view under test; the raw value is the difference
 * @param baseLongestRun most words in a row that base repeated, over all sections
 * @param tunedLongestRun the same under the view under test
 * @param recited sections that were recited: words in a row up to {@code assert_longest_run_lt}, and not by base
 * @param spoiledRecall mean recall under the view under test behind spoiled prefixes; empty without any
 * @param fragility share of the tuned recall that spoiled prefixes cost, at least 0; empty without them or without recall
 * @param tooShort sections with too little text behind the prefix, which were left out
 */
public record LeakageEvidence(
        List<PromptValue> perPrompt,
        double baseRecall,
        double tunedRecall,
        int baseLongestRun,
        int tunedLongestRun,
        int recited,
        OptionalDouble spoiledRecall,
        OptionalDouble fragility,
        int tooShort)
        implements Evidence {

    /** Copies {@code perPrompt}. */
    public LeakageEvidence {
        perPrompt = List.copyOf(perPrompt);
    }
}
