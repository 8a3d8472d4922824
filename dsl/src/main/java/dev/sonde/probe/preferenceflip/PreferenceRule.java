package dev.sonde.probe.preferenceflip;

import dev.sonde.probe.Effect;
import dev.sonde.probe.EffectRule;
import dev.sonde.probe.EffectRule.Conclusion;
import dev.sonde.probe.Figure;
import dev.sonde.probe.RateRule;
import dev.sonde.probe.Verdict;
import dev.sonde.stats.McNemar;
import dev.sonde.stats.NullTest;
import dev.sonde.stats.SignFlip;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What follows from margins; all three are asked for, and the worst stands:
 *
 * <ul>
 *   <li>the mean gain is an effect, by {@link EffectRule};
 *   <li>the flip rate reaches its share, by {@link RateRule}; {@code INCONCLUSIVE} with fewer triples that base has
 *       wrong than the spec wants, where the reference warns;
 *   <li>flips outnumber breaks, by McNemar's test: {@code FAIL} when breaks are more with p ≤ 0.05, {@code INCONCLUSIVE}
 *       when neither is shown.
 * </ul>
 */
record PreferenceRule(PreferenceFlipSpec spec) {

    PreferenceFlipEvidence evidence(List<PreferenceMargin> margins, double[] gains, long seed, List<String> dropped) {
        int wrong = (int) margins.stream().filter(margin -> !margin.baseRight()).count();
        int flipped = (int) margins.stream()
                .filter(margin -> !margin.baseRight() && margin.tunedRight())
                .count();
        int broken = (int) margins.stream()
                .filter(margin -> margin.baseRight() && !margin.tunedRight())
                .count();
        return new PreferenceFlipEvidence(
                margins,
                wrong,
                flipped,
                wrong == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) flipped / wrong),
                wrong == 0 ? Optional.empty() : Optional.of(RateRule.interval(flipped, wrong)),
                McNemar.of(broken, flipped),
                SignFlip.of(gains, seed).twoSided(),
                dropped);
    }

    Conclusion conclude(Effect effect, PreferenceFlipEvidence evidence) {
        var conclusion = new EffectRule(spec.assertMeanGte(), spec.assertZGte()).conclude(effect);
        conclusion = conclusion.and(flips(conclusion, evidence));
        if (evidence.dropped().isEmpty()) {
            return conclusion;
        }
        String dropped = " %d of %d triples could not be scored; the first: %s"
                .formatted(
                        evidence.dropped().size(),
                        spec.triples().size(),
                        evidence.dropped().get(0));
        return new Conclusion(conclusion.verdict(), conclusion.message() + dropped, conclusion.score());
    }

    private Conclusion flips(Conclusion gain, PreferenceFlipEvidence evidence) {
        if (evidence.baseWrong() < spec.minTriplesForDecision()) {
            return new Conclusion(
                    Verdict.INCONCLUSIVE,
                    "Base has only %d of %d triples wrong, and %d are needed to judge flips: add triples that base gets wrong."
                            .formatted(evidence.baseWrong(), evidence.margins().size(), spec.minTriplesForDecision()),
                    gain.score());
        }
        return new RateRule(spec.assertFlipRateGte())
                .conclude(
                        "Flipped among the triples that base has wrong:",
                        evidence.flipped(),
                        evidence.baseWrong(),
                        evidence.margins().size())
                .and(net(gain, evidence.flipsAgainstBreaks()));
    }

    private static Conclusion net(Conclusion gain, McNemar test) {
        int broken = test.onlyFirst();
        int flipped = test.onlySecond();
        boolean shown = test.pValue() <= NullTest.ALPHA;
        String counted =
                "%d flipped and %d broke (McNemar p = %s)".formatted(flipped, broken, Figure.of(test.pValue()));
        if (shown) {
            return flipped > broken
                    ? new Conclusion(Verdict.PASS, counted + ".", gain.score())
                    : new Conclusion(Verdict.FAIL, counted + ": the adapter breaks more than it mends.", 0);
        }
        return new Conclusion(
                Verdict.INCONCLUSIVE,
                counted + ": at least %d flips, and hardly a break, are needed.".formatted(McNemar.NEEDED),
                gain.score());
    }
}
