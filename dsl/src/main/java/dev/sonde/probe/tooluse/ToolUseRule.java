package dev.sonde.probe.tooluse;

import dev.sonde.probe.EffectRule.Conclusion;
import dev.sonde.probe.Figure;
import dev.sonde.probe.RateRule;
import dev.sonde.probe.Verdict;
import dev.sonde.stats.Interval;
import dev.sonde.stats.McNemar;
import dev.sonde.stats.MeanInterval;

/**
 * What follows from calls; both are asked for, and the worse stands:
 *
 * <ul>
 *   <li>the share of valid calls has not fallen beyond the margin: the interval of its change decides. {@code INCONCLUSIVE}
 *       where neither view makes a valid call: there is nothing to keep, where the reference passes with the best score;
 *   <li>calls are of allowed tools, by {@link RateRule}.
 * </ul>
 */
record ToolUseRule(ToolUseFidelitySpec spec) {

    private static final double SCORE_UNCHANGED = 0.85;
    private static final double SCORE_AT_MARGIN = 0.6;

    /**
     * Interval of (mends − breaks) / n: those of the two shares, Wilson's, joined as roots of sums of squares; Zou and Donner
     * 2008, doi:10.1002/sim.3095. Not of width 0 where nothing broke: 0 breaks of 8 leave room for a third.
     */
    static Interval delta(McNemar test, int n) {
        var broken = RateRule.interval(test.onlyFirst(), n);
        var mended = RateRule.interval(test.onlySecond(), n);
        double breaks = (double) test.onlyFirst() / n;
        double mends = (double) test.onlySecond() / n;
        double delta = mends - breaks;
        return new Interval(
                Math.max(-1, delta - Math.hypot(mends - mended.lower(), broken.upper() - breaks)),
                Math.min(1, delta + Math.hypot(mended.upper() - mends, breaks - broken.lower())),
                MeanInterval.DEFAULT_LEVEL,
                "Wilson intervals of breaks and mends, joined");
    }

    Conclusion conclude(ToolUseFidelityEvidence evidence) {
        int n = evidence.perCase().size();
        if (evidence.validBase() == 0 && evidence.validTuned() == 0) {
            return new Conclusion(
                    Verdict.INCONCLUSIVE,
                    "Neither view makes a valid call in %d cases: there is nothing to keep. Show the tool and the form of a call in the prompts."
                            .formatted(n),
                    0);
        }
        var kept = kept(evidence, n);
        return evidence.calls() == 0
                ? kept
                : kept.and(new RateRule(1 - spec.assertHallucinationLte())
                        .conclude("Calls of an allowed tool:", evidence.allowed(), evidence.calls()));
    }

    private Conclusion kept(ToolUseFidelityEvidence evidence, int n) {
        double least = spec.assertValidityDeltaGte();
        var test = evidence.breaksAgainstMends();
        var interval = evidence.deltaInterval();
        double delta = (double) (evidence.validTuned() - evidence.validBase()) / n;
        String measured = ("Valid calls: %d of %d, with base %d; %d broke and %d came right (McNemar p = %s, "
                        + "change %s, 95 %% interval %s to %s)")
                .formatted(
                        evidence.validTuned(),
                        n,
                        evidence.validBase(),
                        test.onlyFirst(),
                        test.onlySecond(),
                        Figure.of(test.pValue()),
                        Figure.of(delta),
                        Figure.of(interval.lower()),
                        Figure.of(interval.upper()));
        double score = score(delta, least);
        String asked = Figure.of(least) + " that is asked for";
        if (interval.lower() >= least) {
            return new Conclusion(Verdict.PASS, "%s, not below the %s.".formatted(measured, asked), score);
        }
        if (interval.upper() < least) {
            return new Conclusion(Verdict.FAIL, "%s, below the %s.".formatted(measured, asked), score);
        }
        return new Conclusion(
                Verdict.INCONCLUSIVE,
                "%s, on both sides of the %s: add cases, or state a wider margin.".formatted(measured, asked),
                score);
    }

    private static double score(double delta, double least) {
        if (delta < least) {
            return SCORE_AT_MARGIN * (1 + delta) / (1 + least);
        }
        double room = Math.max(-least, 1e-9);
        return SCORE_AT_MARGIN + (SCORE_UNCHANGED - SCORE_AT_MARGIN) * Math.min(1, (delta - least) / room);
    }
}
