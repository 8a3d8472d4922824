package dev.sonde.probe.deltakl;

import dev.sonde.probe.Divergence;
import dev.sonde.probe.Evidence;
import dev.sonde.probe.PromptValue;
import java.util.List;

/**
 * The shift of each prompt.
 *
 * @param divergence how two answers were compared
 * @param perPrompt divergence in nats, with the best tokens of both views; in the order of the spec
 * @param median over the prompts, in nats; far below the mean when few prompts carry the effect
 * @param max largest shift, in nats
 * @param shareAboveThreshold share of prompts whose own shift reaches {@code assert_mean_gte}, in [0, 1]
 * @param exact false: only the best tokens of an answer were known, and the shifts are lower bounds
 */
public record DeltaKlEvidence(
        Divergence divergence,
        List<PromptValue> perPrompt,
        double median,
        double max,
        double shareAboveThreshold,
        boolean exact)
        implements Evidence {

    /** Copies {@code perPrompt}. */
    public DeltaKlEvidence {
        perPrompt = List.copyOf(perPrompt);
    }
}
