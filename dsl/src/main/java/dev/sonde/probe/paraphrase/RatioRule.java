package dev.sonde.probe.paraphrase;

import dev.sonde.probe.EffectRule.Conclusion;
import dev.sonde.probe.Figure;
import dev.sonde.probe.Verdict;
import dev.sonde.stats.MeanInterval;

/** Whether paraphrases keep enough of the gain, or little enough: the interval of the ratio decides. */
record RatioRule(ParaphraseInvarianceSpec spec) {

    private static final double SCORE_AT_BOUND = 0.6;
    private static final double BEST_SCORE = 0.85;

    Conclusion conclude(ParaphraseInvarianceEvidence evidence) {
        if (evidence.generalizationRatio().isEmpty()) {
            return new Conclusion(Verdict.FAIL, "There is no gain on the prompts that paraphrases could keep.", 0);
        }
        boolean memorize = spec.intent() == Intent.MEMORIZE;
        double bound = memorize ? spec.maxGeneralizationRatioIfMemorize() : spec.minGeneralizationRatio();
        double ratio = evidence.generalizationRatio().getAsDouble();
        String asked = "%s %s that is asked for".formatted(memorize ? "at most" : "at least", Figure.of(bound));
        String found = "Paraphrases keep %s of the gain".formatted(Figure.of(ratio));
        double score = score(ratio, bound, memorize);
        if (evidence.ratioInterval().isEmpty()) {
            String why = evidence.cases().size() < MeanInterval.FEWEST
                    ? "%d cases are needed for an interval".formatted(MeanInterval.FEWEST)
                    : "the gain itself is too uncertain for an interval of the ratio; add cases";
            return new Conclusion(Verdict.INCONCLUSIVE, "%s, %s: %s.".formatted(found, asked, why), score);
        }
        var interval = evidence.ratioInterval().get();
        boolean holds = memorize ? interval.upper() <= bound : interval.lower() >= bound;
        boolean fails = memorize ? interval.lower() > bound : interval.upper() < bound;
        return new Conclusion(
                holds ? Verdict.PASS : fails ? Verdict.FAIL : Verdict.INCONCLUSIVE,
                "%s (95 %% interval %s to %s), %s%s."
                        .formatted(
                                found,
                                Figure.of(interval.lower()),
                                Figure.of(interval.upper()),
                                holds ? "" : fails ? "not " : "which does not decide on ",
                                asked),
                score);
    }

    private static double score(double ratio, double bound, boolean memorize) {
        double good = memorize ? bound : ratio;
        double poor = memorize ? ratio : bound;
        if (good < poor) {
            return SCORE_AT_BOUND * Math.max(0, good) / poor;
        }
        return good > 0 ? BEST_SCORE - (BEST_SCORE - SCORE_AT_BOUND) * Math.max(0, poor) / good : SCORE_AT_BOUND;
    }
}
