package dev.sonde.probe;

import dev.sonde.probe.EffectRule.Conclusion;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * When an effect does not fade; the first line that applies decides:
 *
 * <ol>
 *   <li>at the start the adapter does nothing beyond the noise floor: {@code FAIL}, there is nothing to lose;
 *   <li>otherwise both are asked, and the worse stands: what is left is an effect, by {@link EffectRule} against null
 *       adapters and noise floor; and the share that is left is large enough, by {@link RetentionRule}.
 * </ol>
 *
 * @param threshold smallest share of the effect that passes; above 0
 * @param assertZ smallest z of what is left that passes; empty: z is shown only
 */
public record FadingRule(double threshold, OptionalDouble assertZ) {

    /**
     * Applies the rule.
     *
     * @param left what is left, with the nulls and the floor that it is held against
     * @param start where the effect was whole, at the start of a sentence: {@code Without other text}
     * @param meanAtStart the mean divergence there, in nats
     * @param retention the share that is left; empty where there was nothing at all at the start
     * @param where completes "… of the effect is left", such as {@code behind 1024 tokens}
     */
    public Conclusion conclude(
            Effect left, String start, double meanAtStart, Optional<Retention> retention, String where) {
        double floor = left.noiseFloor().orElse(0);
        if (meanAtStart <= floor || retention.isEmpty()) {
            return new Conclusion(
                    Verdict.FAIL,
                    "%s the mean shift is %s nats, not above the noise floor of %s: there is no effect that could fade."
                            .formatted(start, Figure.of(meanAtStart), Figure.of(floor)),
                    0);
        }
        var effect = new EffectRule(0, assertZ).conclude(left);
        return effect.and(new RetentionRule(threshold).conclude(retention.get(), where, left.prompts()));
    }
}
