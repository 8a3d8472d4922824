package dev.sonde.probe.retention;

import dev.sonde.probe.Evidence;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.drift.CalibrationDriftEvidence.Answers;
import dev.sonde.stats.Interval;
import java.util.List;
import java.util.Optional;

/**
 * What became of the answers.
 *
 * @param perPrompt by item: the change of the gold's lead over its best alternative, in nats; {@code base} and {@code
 *     tuned} say what each view answers
 * @param outcome of the test against the margin
 * @param answers right and wrong before and after, with the exact test of those that changed
 * @param perCategory the same answers by category, in order of first appearance; empty where items have none
 * @param meanLead mean change of the lead, in nats; finer than counting, and shown beside it
 * @param meanLeadInterval around it; empty below 4 items
 */
public record CapabilityRetentionEvidence(
        List<PromptValue> perPrompt,
        Retention outcome,
        Answers answers,
        List<CategoryRetention> perCategory,
        double meanLead,
        Optional<Interval> meanLeadInterval)
        implements Evidence {

    /** Copies the lists. */
    public CapabilityRetentionEvidence {
        perPrompt = List.copyOf(perPrompt);
        perCategory = List.copyOf(perCategory);
    }
}
