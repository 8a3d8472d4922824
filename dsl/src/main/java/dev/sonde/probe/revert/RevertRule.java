package dev.sonde.probe.revert;

import dev.sonde.probe.EffectRule.Conclusion;
import dev.sonde.probe.Figure;
import dev.sonde.probe.Verdict;
import dev.sonde.stats.Interval;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.NeededNumber;
import dev.sonde.stats.Proportion;

/**
 * When few enough answers revert: the interval decides. {@code PASS} when it ends below the threshold, {@code FAIL} when it
 * begins at or above it, else {@code INCONCLUSIVE} with the number of cases needed.
 *
 * <p>The interval is Wilson's, as if each case were one observation: paraphrases of one question succeed and fail together.
 *
 * @param threshold the rate has to stay below it; above 0
 */
record RevertRule(double threshold) {

    private static final double SCORE_OF_NONE = 0.85;
    private static final double SCORE_AT_THRESHOLD = 0.6;
    private static final int MOST_CASES = 10_000;

    /** The interval of a rate over cases: a part of a case counts as none below, and as a whole above. */
    static Interval interval(double rate, int cases) {
        double hits = rate * cases;
        var below = Proportion.wilson((int) Math.floor(hits + 1e-9), cases, MeanInterval.DEFAULT_LEVEL);
        var above = Proportion.wilson((int) Math.ceil(hits - 1e-9), cases, MeanInterval.DEFAULT_LEVEL);
        return new Interval(
                Math.min(rate, below.lower()), Math.max(rate, above.upper()), below.level(), "Wilson over cases");
    }

    Conclusion conclude(AdapterRevertEvidence evidence) {
        double rate = (double) evidence.reverts() / evidence.counted();
        var interval = interval(rate, evidence.countedCases());
        String measured = "%d of %d answers revert to what base says (%d cases, 95 %% interval %s to %s)"
                .formatted(
                        evidence.reverts(),
                        evidence.counted(),
                        evidence.countedCases(),
                        Figure.of(interval.lower()),
                        Figure.of(interval.upper()));
        String control =
                " Asked as trained, %d of %d stay with gold.".formatted(evidence.learned(), evidence.controlsCounted());
        String asked = Figure.of(threshold);
        if (interval.upper() < threshold) {
            return new Conclusion(
                    Verdict.PASS, measured + ", fewer than the rate of " + asked + "." + control, score(rate));
        }
        if (interval.lower() >= threshold) {
            return new Conclusion(
                    Verdict.FAIL, measured + ", more than the rate of " + asked + " allows." + control, score(rate));
        }
        int needed = NeededNumber.toExclude(threshold, rate, interval, evidence.countedCases());
        return new Conclusion(
                Verdict.INCONCLUSIVE,
                "%s, on both sides of the rate of %s: %s.%s"
                        .formatted(
                                measured,
                                asked,
                                needed > MOST_CASES
                                        ? "too close to call with any practical number of cases"
                                        : "about " + needed + " cases would decide",
                                control),
                score(rate));
    }

    private double score(double rate) {
        return rate < threshold
                ? SCORE_OF_NONE - (SCORE_OF_NONE - SCORE_AT_THRESHOLD) * rate / threshold
                : SCORE_AT_THRESHOLD * (threshold >= 1 ? 0 : (1 - rate) / (1 - threshold));
    }
}
