package dev.sonde.probe.sections;

import dev.sonde.probe.EffectRule.Conclusion;
import dev.sonde.probe.Figure;
import dev.sonde.probe.Verdict;

/**
 * Whether enough sections are internalised. The sections are all that the document has, no sample: they are counted, and what
 * is uncertain is each of them. {@code PASS} when enough are shown to reach the threshold, {@code FAIL} when too many are
 * shown not to, else {@code INCONCLUSIVE}.
 */
record SectionRule(SectionInternalizationSpec spec) {

    private static final double SLACK = 1e-9;
    private static final double SCORE_AT_SHARE = 0.6;
    private static final double BEST_SCORE = 0.85;

    Conclusion conclude(SectionInternalizationEvidence evidence) {
        int all = evidence.perSection().size();
        double share = spec.assertPassingSectionFrac();
        double least = (double) evidence.internalized() / all;
        double most = (double) (all - evidence.notInternalized()) / all;
        String counted =
                "%d of %d sections save at least %s of base's nats beyond the controls, %d do not, %d are undecided"
                        .formatted(
                                evidence.internalized(),
                                all,
                                Figure.of(spec.perSectionThreshold()),
                                evidence.notInternalized(),
                                all - evidence.internalized() - evidence.notInternalized());
        double score = share > 0 ? Math.min(1, least / share) * SCORE_AT_SHARE : SCORE_AT_SHARE;
        score += (BEST_SCORE - SCORE_AT_SHARE) * (least >= share ? least : 0);
        if (least >= share - SLACK) {
            return new Conclusion(
                    Verdict.PASS, "%s; a share of %s is asked for.".formatted(counted, Figure.of(share)), score);
        }
        if (most < share - SLACK) {
            return new Conclusion(
                    Verdict.FAIL,
                    "%s: below the share of %s that is asked for.".formatted(counted, Figure.of(share)),
                    score);
        }
        return new Conclusion(
                Verdict.INCONCLUSIVE,
                "%s: the undecided ones could tip the share of %s that is asked for. Longer sections, or more questions on each, would decide."
                        .formatted(counted, Figure.of(share)),
                score);
    }
}
