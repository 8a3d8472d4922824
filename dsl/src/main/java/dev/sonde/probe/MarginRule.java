package dev.sonde.probe;

import dev.sonde.stats.MeanInterval;

/**
 * When a change is small enough to be called no harm: a non-inferiority test with a margin stated in advance.
 *
 * <p>The interval decides, not the mean: {@code PASS} when it ends at or below the margin, {@code FAIL} when it begins
 * above it, else {@code INCONCLUSIVE} with the number of prompts needed. A shift that is merely "not significant" never
 * passes. With the 95 % interval the risk of a wrong pass is 2.5 %, half of what Lakens 2017 asks for. Null adapters do
 * not decide: random weights of the adapter's size may do harm too.
 *
 * @param margin largest mean that passes; finite, above 0
 */
public record MarginRule(double margin) {

    private static final double SCORE_UNCHANGED = 0.85;
    private static final double SCORE_AT_MARGIN = 0.6;

    /** Applies the rule. */
    public EffectRule.Conclusion conclude(Effect effect) {
        var interval = effect.interval();
        if (interval.isEmpty()) {
            return effect.raw() > margin
                    ? conclusion(Verdict.FAIL, effect, "is above the margin of " + Figure.of(margin))
                    : conclusion(
                            Verdict.INCONCLUSIVE,
                            effect,
                            "may or may not stay within the margin of %s: %d %ss are needed for an interval"
                                    .formatted(Figure.of(margin), MeanInterval.FEWEST, effect.observation()));
        }
        if (interval.get().upper() <= margin) {
            return conclusion(Verdict.PASS, effect, "stays within the margin of " + Figure.of(margin));
        }
        if (interval.get().lower() > margin) {
            return conclusion(Verdict.FAIL, effect, "is beyond the margin of " + Figure.of(margin));
        }
        return conclusion(
                Verdict.INCONCLUSIVE,
                effect,
                "has an interval on both sides of the margin of %s: %s"
                        .formatted(Figure.of(margin), effect.neededToExclude(margin, "margin")));
    }

    private EffectRule.Conclusion conclusion(Verdict verdict, Effect effect, String reason) {
        return new EffectRule.Conclusion(verdict, effect.described() + " " + reason + ".", score(effect.raw(), margin));
    }

    /** 0.85 for no harm or a gain, 0.6 at the margin, towards 0 beyond it. */
    static double score(double harm, double margin) {
        double ratio = Math.max(0, harm) / margin; // a gain is no harm
        return ratio <= 1 ? SCORE_UNCHANGED - (SCORE_UNCHANGED - SCORE_AT_MARGIN) * ratio : SCORE_AT_MARGIN / ratio;
    }
}
