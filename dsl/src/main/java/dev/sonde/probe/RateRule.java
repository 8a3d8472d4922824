package dev.sonde.probe;

import dev.sonde.stats.Interval;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.NeededNumber;
import dev.sonde.stats.Proportion;

/**
 * When a share of cases is large enough: its Wilson interval decides, not the share itself.
 *
 * <p>{@code PASS} when the interval begins at or above the threshold, {@code FAIL} when it ends below, else {@code
 * INCONCLUSIVE} with the number of cases needed: 3 of 4 does not show "at least 70 %", for a rate of 30 % gives that in 8 %
 * of cases. A threshold of 1 asks for every one of these cases and a threshold of 0 for nothing; both are decided by
 * counting.
 *
 * @param threshold smallest share that passes, in [0, 1]
 */
public record RateRule(double threshold) {

    private static final double SCORE_AT_THRESHOLD = 0.6;
    private static final double SCORE_OF_ALL = 0.85;

    /** The interval of {@code hits} of {@code n}, Wilson's. */
    public static Interval interval(int hits, int n) {
        return Proportion.wilson(hits, n, MeanInterval.DEFAULT_LEVEL);
    }

    /**
     * Applies the rule.
     *
     * @param what the sentence before the numbers, such as {@code Preferences flipped:}
     * @param hits from 0 to n
     * @param n at least 1
     */
    public EffectRule.Conclusion conclude(String what, int hits, int n) {
        return conclude(what, hits, n, n);
    }

    /**
     * The same where only some of what was asked counts: what is needed is told in both numbers.
     *
     * @param asked at least {@code n}; of so many cases {@code n} count
     */
    public EffectRule.Conclusion conclude(String what, int hits, int n, int asked) {
        double rate = (double) hits / n;
        var interval = interval(hits, n);
        String measured = "%s %d of %d (95 %% interval %s to %s)"
                .formatted(what, hits, n, Figure.of(interval.lower()), Figure.of(interval.upper()));
        boolean counted = threshold == 1 || threshold == 0;
        if (counted ? rate >= threshold : interval.lower() >= threshold) {
            return conclusion(Verdict.PASS, measured, "reaches", rate);
        }
        if (counted || interval.upper() < threshold) {
            return conclusion(Verdict.FAIL, measured, "is below", rate);
        }
        int needed = NeededNumber.toExclude(threshold, rate, interval, n);
        return new EffectRule.Conclusion(
                Verdict.INCONCLUSIVE,
                "%s is on both sides of the share of %s that is asked for: %s."
                        .formatted(
                                measured,
                                Figure.of(threshold),
                                needed > Effect.MOST_PROMPTS
                                        ? "too close to call with any practical number of cases"
                                        : needed(needed, n, asked)),
                score(rate));
    }

    private static String needed(int needed, int n, int asked) {
        return asked == n
                ? "about %d cases would decide".formatted(needed)
                : "about %d such cases would decide, which is about %d in all"
                        .formatted(needed, (long) Math.ceil((double) needed * asked / n));
    }

    private EffectRule.Conclusion conclusion(Verdict verdict, String measured, String verb, double rate) {
        return new EffectRule.Conclusion(
                verdict,
                "%s %s the share of %s that is asked for.".formatted(measured, verb, Figure.of(threshold)),
                score(rate));
    }

    private double score(double rate) {
        if (rate < threshold) {
            return SCORE_AT_THRESHOLD * rate / threshold;
        }
        double above = threshold == 1 ? 1 : (rate - threshold) / (1 - threshold);
        return SCORE_AT_THRESHOLD + (SCORE_OF_ALL - SCORE_AT_THRESHOLD) * above;
    }
}
