package dev.sonde.probe;

import dev.sonde.stats.Adjusted;
import dev.sonde.stats.MeanInterval;
import dev.sonde.stats.NullTest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * When an effect counts; shared by all calibrated probes. The first line that applies decides:
 *
 * <ol>
 *   <li>not above the noise floor: {@code FAIL};
 *   <li>below the threshold, interval and all: {@code FAIL};
 *   <li>with at least 19 null adapters, p above 0.05, or z below {@code assertZ} where it was set: {@code FAIL};
 *   <li>the interval reaches both sides of the threshold, null adapters ran but fewer than 19, p is above 0.05 once the
 *       suite's other calibrated probes are allowed for (step-down max-T), or there is neither an interval nor a null
 *       adapter: {@code INCONCLUSIVE}, with the number needed;
 *   <li>no null adapter ran: {@code WARN}, for random weights might do the same;
 *   <li>else {@code PASS}.
 * </ol>
 *
 * <p>The reference instead lets z alone decide once it has null adapters, three by default; a null adapter then passes
 * z ≥ 3 in 8 % of cases. Here z decides nothing unless asked to, and never alone.
 *
 * @param threshold smallest effect that passes; finite, at least 0
 * @param assertZ smallest z that passes; empty: z is shown only
 */
public record EffectRule(double threshold, OptionalDouble assertZ) {

    /** How many null adapters can give p = 0.05. */
    public static final int NULLS_NEEDED = NullTest.needed(NullTest.ALPHA);

    private static final double SCORE_AT_THRESHOLD = 0.6;
    private static final double SCORE_AT_INFINITY = 0.85;
    private static final double SCORE_OF_NOISE = 0.29;

    /**
     * What follows from an effect.
     *
     * @param verdict the conclusion
     * @param message why, with the numbers
     * @param score 0.6 at the threshold, towards 0.85 far above it, 0 at no effect; below 0.3 when null adapters or the
     *     machine do as much. A strong effect alone is never in the band called suspicious.
     */
    public record Conclusion(Verdict verdict, String message, double score) {

        private static final List<Verdict> FROM_BEST_TO_WORST =
                List.of(Verdict.PASS, Verdict.WARN, Verdict.INCONCLUSIVE, Verdict.FAIL);

        /** The same with more to say; {@code words} begin with a space, or are empty. */
        public Conclusion also(String words) {
            return new Conclusion(verdict, message + words, score);
        }

        /** Where both are asked for: the worse verdict, both messages with the worse one first, the lower score. */
        public Conclusion and(Conclusion other) {
            boolean worse = FROM_BEST_TO_WORST.indexOf(other.verdict) > FROM_BEST_TO_WORST.indexOf(verdict);
            return new Conclusion(
                    worse ? other.verdict : verdict,
                    worse ? other.message + " " + message : message + " " + other.message,
                    Math.min(score, other.score));
        }
    }

    /** Applies the rule. */
    public Conclusion conclude(Effect effect) {
        var failures = failures(effect);
        if (!failures.isEmpty()) {
            return conclusion(Verdict.FAIL, effect, failures);
        }
        var doubts = doubts(effect);
        if (!doubts.isEmpty()) {
            return conclusion(Verdict.INCONCLUSIVE, effect, doubts);
        }
        return conclusion(
                effect.nullTest().isPresent() ? Verdict.PASS : Verdict.WARN,
                effect,
                List.of(
                        "reaches the threshold of " + Figure.of(threshold)
                                + (effect.interval().isPresent() ? "" : " by its value alone"),
                        effect.nullTest()
                                .map(EffectRule::beaten)
                                .orElse("uncalibrated: add null_adapter, or this kind to its calibrate_kinds")));
    }

    private List<String> failures(Effect effect) {
        var reasons = new ArrayList<String>();
        var floor = effect.noiseFloor();
        if (floor.isPresent() && effect.raw() <= floor.getAsDouble()) {
            reasons.add("is not above the noise floor of %s, the difference of the model from itself"
                    .formatted(Figure.of(floor.getAsDouble())));
        } else if (effect.raw() < threshold && !effect.straddles(threshold)) {
            reasons.add("is below the threshold of " + Figure.of(threshold));
        } else {
            effect.nullTest().filter(test -> test.asked() >= NULLS_NEEDED).ifPresent(test -> failures(test, reasons));
        }
        return reasons;
    }

    private void failures(NullTest test, List<String> reasons) {
        if (test.pValue() > NullTest.ALPHA) {
            reasons.add("is not beyond what null adapters do: p = %s with %d of them%s (their mean %s, sd %s)"
                    .formatted(
                            Figure.of(test.pValue()),
                            test.nulls(),
                            test.stoppedEarly() ? ", stopped early," : "",
                            Figure.of(test.nullMean()),
                            Figure.of(test.nullSd())));
        } else if (assertZ.isPresent() && test.z() < assertZ.getAsDouble()) {
            reasons.add("has z = %s against %d null adapters, below assert_z_gte %s"
                    .formatted(Figure.of(test.z()), test.nulls(), Figure.of(assertZ.getAsDouble())));
        }
    }

    private List<String> doubts(Effect effect) {
        var reasons = new ArrayList<String>();
        if (effect.straddles(threshold)) {
            reasons.add("has an interval on both sides of the threshold of %s: %s"
                    .formatted(Figure.of(threshold), effect.neededToExclude(threshold, "threshold")));
        }
        if (effect.interval().isEmpty() && effect.nullTest().isEmpty()) {
            reasons.add("has neither an interval nor null adapters to stand on: use %s %ss, and add null_adapter"
                    .formatted(
                            effect.prompts() < MeanInterval.FEWEST ? "at least " + MeanInterval.FEWEST : "more",
                            effect.observation()));
        }
        effect.nullTest()
                .filter(test -> test.asked() < NULLS_NEEDED)
                .ifPresent(test -> reasons.add("needs %d null runs for p <= %s, has %d (z = %s)"
                        .formatted(NULLS_NEEDED, Figure.of(NullTest.ALPHA), test.asked(), Figure.of(test.z()))));
        effect.nullTest()
                .filter(test -> test.asked() >= NULLS_NEEDED && test.decisive() > NullTest.ALPHA)
                .flatMap(NullTest::adjusted)
                .ifPresent(adjusted -> reasons.add(amongOthers(effect.nullTest().orElseThrow(), adjusted)));
        return reasons;
    }

    private static String amongOthers(NullTest test, Adjusted adjusted) {
        return "beats %d null adapters on its own (p = %s), but not as one of the suite's %d calibrated probes (adjusted p = %s): set the null runs to %d, or calibrate fewer probes"
                .formatted(
                        test.nulls(),
                        Figure.of(test.pValue()),
                        adjusted.tests(),
                        Figure.of(adjusted.pValue()),
                        2 * test.asked() + 1);
    }

    private static String beaten(NullTest test) {
        return "beats %d null adapters with p = %s%s (z = %s)"
                .formatted(
                        test.nulls(),
                        Figure.of(test.pValue()),
                        test.adjusted()
                                .filter(adjusted -> adjusted.tests() > 1)
                                .map(adjusted -> ", %s among the suite's %d calibrated probes"
                                        .formatted(Figure.of(adjusted.pValue()), adjusted.tests()))
                                .orElse(""),
                        Figure.of(test.z()));
    }

    private Conclusion conclusion(Verdict verdict, Effect effect, List<String> reasons) {
        return new Conclusion(
                verdict, effect.described() + " " + String.join("; ", reasons) + ".", score(verdict, effect));
    }

    private double score(Verdict verdict, Effect effect) {
        double ratio = threshold > 0 ? effect.raw() / threshold : effect.raw() > 0 ? Double.POSITIVE_INFINITY : 0;
        double score = ratio < 1
                ? SCORE_AT_THRESHOLD * ratio
                : SCORE_AT_INFINITY - (SCORE_AT_INFINITY - SCORE_AT_THRESHOLD) / ratio;
        boolean noise = verdict == Verdict.FAIL && ratio >= 1
                || effect.noiseFloor().isPresent()
                        && effect.raw() <= effect.noiseFloor().getAsDouble();
        return noise ? Math.min(SCORE_OF_NOISE, score) : score;
    }
}
