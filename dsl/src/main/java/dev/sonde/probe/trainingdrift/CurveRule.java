package dev.sonde.probe.trainingdrift;

import dev.sonde.probe.EffectRule.Conclusion;
import dev.sonde.probe.Figure;
import dev.sonde.probe.Verdict;
import dev.sonde.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows from a loss curve. The first line that applies decides:
 *
 * <ol>
 *   <li>the training ended on losses that are not finite, or the loss rose, interval and all: {@code FAIL};
 *   <li>the loss was not shown to fall, or by less than asked; it was noisy beyond what is asked; it has more spikes than
 *       allowed, or losses that are not finite; it was still falling, so that as many steps as the last third would take off
 *       15 % of the whole fall: {@code WARN}, with each of them;
 *   <li>the interval of the ratio reaches both sides of what is asked: {@code INCONCLUSIVE};
 *   <li>else {@code PASS}.
 * </ol>
 */
record CurveRule(TrainingDriftSpec spec) {

    private static final double STILL_FALLING = 0.15;
    private static final double BEST_SCORE = 0.85;

    Conclusion conclude(TrainingDriftEvidence evidence) {
        String measured = "Loss %s to %s over %d steps"
                .formatted(Figure.of(evidence.initialLoss()), Figure.of(evidence.finalLoss()), evidence.numSteps());
        double score = BEST_SCORE * evidence.smoothness();
        if (!evidence.endsFinite()) {
            return new Conclusion(Verdict.FAIL, measured + ", and the last losses are not finite: it broke down.", 0);
        }
        var ratio = evidence.ratioInterval();
        if (ratio.isPresent() && ratio.get().lower() > 1) {
            return new Conclusion(Verdict.FAIL, measured + ": it rose" + spread(ratio.get()) + ".", 0);
        }
        List<String> doubts = doubts(evidence);
        if (!doubts.isEmpty()) {
            return new Conclusion(
                    Verdict.WARN, "%s. But %s.".formatted(measured, String.join("; ", doubts)), score / 2);
        }
        double asked = spec.assertConvergenceRatioLte();
        if (ratio.isEmpty() || ratio.get().upper() > asked) {
            return new Conclusion(
                    Verdict.INCONCLUSIVE,
                    "%s%s, which does not decide on the ratio of at most %s that is asked for."
                            .formatted(
                                    measured,
                                    ratio.map(CurveRule::spread).orElse(", without an interval"),
                                    Figure.of(asked)),
                    score);
        }
        return new Conclusion(
                Verdict.PASS,
                "%s%s; smoothness %s, %d spikes."
                        .formatted(
                                measured,
                                spread(ratio.get()),
                                Figure.of(evidence.smoothness()),
                                evidence.spikes().size()),
                score);
    }

    private List<String> doubts(TrainingDriftEvidence evidence) {
        var doubts = new ArrayList<String>();
        var ratio = evidence.ratioInterval();
        double asked = spec.assertConvergenceRatioLte();
        if (ratio.isPresent() && ratio.get().upper() >= 1) {
            doubts.add("it was not shown to fall" + spread(ratio.get()));
        } else if (ratio.isPresent() && ratio.get().lower() > asked) {
            doubts.add("that is less than the ratio of at most %s that is asked for%s"
                    .formatted(Figure.of(asked), spread(ratio.get())));
        }
        if (evidence.smoothness() < spec.assertSmoothnessGte()) {
            doubts.add("smoothness %s is below the %s that is asked for"
                    .formatted(Figure.of(evidence.smoothness()), Figure.of(spec.assertSmoothnessGte())));
        }
        if (evidence.notFinite() > 0) {
            doubts.add("%d losses are not finite".formatted(evidence.notFinite()));
        }
        if (evidence.spikes().size() > spec.assertInstabilityEventsLte()) {
            doubts.add("the loss stands out at %d steps, the first of them %d"
                    .formatted(evidence.spikes().size(), evidence.spikes().get(0)));
        }
        stillFalling(evidence, doubts);
        return doubts;
    }

    private static void stillFalling(TrainingDriftEvidence evidence, List<String> doubts) {
        double fall = evidence.initialLoss() - evidence.finalLoss();
        evidence.endSlope()
                .filter(slope -> slope.ahead() > STILL_FALLING * Math.max(0, fall))
                .ifPresent(slope -> doubts.add("it was still falling at the end, by %s nats in 100 steps"
                        .formatted(Figure.of(-100 * slope.perStep()))));
    }

    private static String spread(Interval ratio) {
        return " (ratio's 95 %% interval %s to %s)".formatted(Figure.of(ratio.lower()), Figure.of(ratio.upper()));
    }
}
