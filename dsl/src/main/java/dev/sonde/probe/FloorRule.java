package dev.sonde.probe;

import dev.sonde.stats.MeanInterval;

/**
 * When a signed change, of which less is worse, is small enough to be called no harm: a non-inferiority test, the lower
 * side of a pair of one-sided tests.
 *
 * <p>The interval decides: {@code PASS} when it begins at or above the floor, {@code FAIL} when it ends below it, else
 * {@code INCONCLUSIVE} with the number of observations needed. A loss that is certain and within the floor passes, and
 * the message says so. "Not significantly worse" passes nothing: few observations then give a wide interval, and a wide
 * interval is inconclusive.
 *
 * <p>The reference asks instead that the change lie three standard deviations above that of noise adapters. Noise hardly
 * harms anything, so that an adapter without any loss fails there.
 *
 * @param floor smallest mean change that passes; finite, below 0: the margin with its sign
 */
public record FloorRule(double floor) {

    /** Applies the rule. */
    public EffectRule.Conclusion conclude(Effect effect) {
        if (effect.interval().isEmpty()) {
            return effect.raw() < floor
                    ? conclusion(Verdict.FAIL, effect, "is below the floor of " + Figure.of(floor))
                    : conclusion(
                            Verdict.INCONCLUSIVE,
                            effect,
                            "may or may not stay above the floor of %s: %d %ss are needed for an interval"
                                    .formatted(Figure.of(floor), MeanInterval.FEWEST, effect.observation()));
        }
        var interval = effect.interval().get();
        if (interval.lower() >= floor) {
            String loss =
                    interval.upper() < 0 ? "is a loss, but stays above the floor of " : "stays above the floor of ";
            return conclusion(Verdict.PASS, effect, loss + Figure.of(floor));
        }
        if (interval.upper() < floor) {
            return conclusion(Verdict.FAIL, effect, "is below the floor of " + Figure.of(floor));
        }
        return conclusion(
                Verdict.INCONCLUSIVE,
                effect,
                "has an interval on both sides of the floor of %s: %s"
                        .formatted(Figure.of(floor), effect.neededToExclude(floor, "floor")));
    }

    /** The score is that of {@link MarginRule} for the loss; a gain counts as no loss. */
    private EffectRule.Conclusion conclusion(Verdict verdict, Effect effect, String reason) {
        return new EffectRule.Conclusion(
                verdict, effect.described() + " " + reason + ".", MarginRule.score(-effect.raw(), -floor));
    }
}
