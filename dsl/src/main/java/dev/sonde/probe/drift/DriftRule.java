package dev.sonde.probe.drift;

import dev.sonde.probe.Effect;
import dev.sonde.probe.EffectRule.Conclusion;
import dev.sonde.probe.FloorRule;
import dev.sonde.probe.MarginRule;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.drift.CalibrationDriftEvidence.Answers;
import dev.sonde.stats.NullTest;
import java.util.List;
import java.util.Optional;

/**
 * Puts the two margins together: both have to hold. A pass is then looked at again: it is {@code INCONCLUSIVE} where the
 * base knows no more than guessing would, and {@code WARN} where more items went from right to wrong than chance explains.
 */
final class DriftRule {

    private static final List<Verdict> WORST_FIRST = List.of(Verdict.FAIL, Verdict.INCONCLUSIVE, Verdict.PASS);

    private final CalibrationDriftSpec spec;

    DriftRule(CalibrationDriftSpec spec) {
        this.spec = spec;
    }

    Conclusion conclude(Effect regressed, Effect change, Optional<Answers> answers) {
        var share = new MarginRule(spec.assertFractionRegressedLt()).conclude(regressed);
        var mean = new FloorRule(spec.assertMeanDeltaGte()).conclude(change);
        var worst = WORST_FIRST.stream()
                .filter(verdict -> share.verdict() == verdict || mean.verdict() == verdict)
                .findFirst()
                .orElseThrow();
        var both = new Conclusion(worst, share.message() + " " + mean.message(), Math.min(share.score(), mean.score()));
        return worst == Verdict.PASS && answers.isPresent() ? reconsidered(both, answers.get()) : both;
    }

    private static Conclusion reconsidered(Conclusion pass, Answers answers) {
        var flips = answers.flips();
        if (!answers.baseKnows()) {
            return with(
                    Verdict.INCONCLUSIVE,
                    pass,
                    "But the base model is right on %d of %d items, and guessing on %.0f: it has little knowledge to lose here. Give items that it knows."
                            .formatted(answers.baseRight(), answers.items(), answers.expectedByGuessing()));
        }
        if (flips.pValue() <= NullTest.ALPHA && flips.onlyFirst() > flips.onlySecond()) {
            return with(
                    Verdict.WARN,
                    pass,
                    "But %d items went from right to wrong and %d the other way (McNemar, p = %.2g)."
                            .formatted(flips.onlyFirst(), flips.onlySecond(), flips.pValue()));
        }
        return pass;
    }

    private static Conclusion with(Verdict verdict, Conclusion pass, String but) {
        return new Conclusion(verdict, pass.message() + " " + but, pass.score());
    }
}
