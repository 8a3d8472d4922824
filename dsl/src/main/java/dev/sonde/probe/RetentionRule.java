package dev.sonde.probe;

import dev.sonde.stats.Interval;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.NeededNumber;

/**
 * When enough of an effect is left: the interval of the share decides. {@code PASS} when it begins at or above the
 * threshold, {@code FAIL} when it ends below, else {@code INCONCLUSIVE} with the number of prompts needed. An effect that
 * does not fade, or grows, passes.
 *
 * @param threshold smallest share that passes; above 0
 */
public record RetentionRule(double threshold) {

    private static final double SCORE_AT_THRESHOLD = 0.6;
    private static final double SCORE_OF_ALL = 0.85;

    /**
     * Applies the rule.
     *
     * @param where completes "… of the effect is left", such as {@code behind 1024 tokens}
     * @param prompts over how many it was taken
     */
    public EffectRule.Conclusion conclude(Retention retention, String where, int prompts) {
        String measured =
                "%s of the effect is left %s".formatted(Figure.of(retention.share()), where); // on the root scale
        if (retention.interval().isEmpty()) {
            return conclusion(
                    Verdict.INCONCLUSIVE,
                    retention,
                    measured
                            + (prompts < MeanInterval.FEWEST
                                    ? ", without an interval: use at least %d prompts.".formatted(MeanInterval.FEWEST)
                                    : ", but so little is sure of the effect itself that this may be anything: add prompts."));
        }
        Interval range = retention.interval().get();
        String spread =
                "%s (95 %% interval %s to %s)".formatted(measured, Figure.of(range.lower()), Figure.of(range.upper()));
        String asked = Figure.of(threshold);
        if (range.lower() >= threshold) {
            return conclusion(Verdict.PASS, retention, spread + ", at least the " + asked + " that is asked for.");
        }
        if (range.upper() < threshold) {
            return conclusion(Verdict.FAIL, retention, spread + ", less than the " + asked + " that is asked for.");
        }
        int needed = NeededNumber.toExclude(threshold, retention.share(), range, prompts);
        return conclusion(
                Verdict.INCONCLUSIVE,
                retention,
                "%s, on both sides of the %s that is asked for: %s."
                        .formatted(
                                spread,
                                asked,
                                needed > Effect.MOST_PROMPTS
                                        ? "too close to call with any practical number of prompts"
                                        : "about " + needed + " prompts would decide"));
    }

    private EffectRule.Conclusion conclusion(Verdict verdict, Retention retention, String message) {
        return new EffectRule.Conclusion(verdict, message, score(retention.share()));
    }

    private double score(double share) {
        if (share < threshold) {
            return SCORE_AT_THRESHOLD * share / threshold;
        }
        double above = threshold >= 1 ? 1 : Math.min(1, (share - threshold) / (1 - threshold));
        return SCORE_AT_THRESHOLD + (SCORE_OF_ALL - SCORE_AT_THRESHOLD) * above;
    }
}
