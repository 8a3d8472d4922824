package dev.sonde.probe.promptcollapse;

import dev.sonde.probe.Divergence;
import dev.sonde.probe.Evidence;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.Retention;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The effect of the adapter behind each length of other text.
 *
 * @param divergence how two answers were compared
 * @param meanAlone mean divergence without other text, in nats
 * @param curve the effect at each length above 0 that fitted, in order; {@link Retention#at} in tokens that were counted;
 *     empty where there was no effect to lose
 * @param asked the numbers of tokens that were asked for, in the order of {@code curve}
 * @param leftOut lengths that the model's context has no room for
 * @param tokensCounted false: the backend shows no tokens, and four characters were taken for one
 * @param threshold smallest share of the effect that passes at the largest length
 * @param halfLifeTokens of the divergence, derived from the share at the largest length; empty without a decay
 * @param perPrompt divergence at the largest length in nats, with the best tokens of both views; in the order of the spec
 * @param shifts divergence of each prompt, in nats: one list for each length, that of 0 first
 * @param exact false: only the best tokens of an answer were known, and the divergences are lower bounds
 */
public record PromptCollapseEvidence(
        Divergence divergence,
        double meanAlone,
        List<Retention> curve,
        List<Integer> asked,
        List<Integer> leftOut,
        boolean tokensCounted,
        double threshold,
        OptionalDouble halfLifeTokens,
        List<PromptValue> perPrompt,
        List<List<Double>> shifts,
        boolean exact)
        implements Evidence {

    /** Copies the lists. */
    public PromptCollapseEvidence {
        curve = List.copyOf(curve);
        asked = List.copyOf(asked);
        leftOut = List.copyOf(leftOut);
        perPrompt = List.copyOf(perPrompt);
        shifts = List.copyOf(shifts);
    }
}
