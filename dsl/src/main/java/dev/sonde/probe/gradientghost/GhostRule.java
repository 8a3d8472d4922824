package dev.sonde.probe.gradientghost;

import dev.sonde.probe.EffectRule.Conclusion;
import dev.sonde.probe.Figure;
import dev.sonde.probe.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows from an adapter's files. The first line that applies decides:
 *
 * <ol>
 *   <li>a number is not finite: {@code FAIL};
 *   <li>more layers than {@code layer_failure_frac} have no real update: {@code FAIL};
 *   <li>fewer steps than {@code min_steps_threshold} are known to have been taken: {@code WARN} where the optimiser shows
 *       that the gradients had nothing more to say, else {@code FAIL};
 *   <li>neither weights nor moments could be read: {@code INCONCLUSIVE};
 *   <li>some layers have no real update, or gradients still pull one way: {@code WARN};
 *   <li>else {@code PASS}.
 * </ol>
 */
record GhostRule(GradientGhostSpec spec) {

    private static final double SCORE_OF_DOUBT = 0.7;
    private static final double SCORE_OF_PASS = 0.85;
    private static final double SCORE_OF_FEW = 0.3;

    Conclusion conclude(GradientGhostEvidence evidence) {
        if (evidence.notFinite() > 0) {
            return new Conclusion(
                    Verdict.FAIL,
                    "%d numbers of the adapter or its optimiser are not finite: the training broke down."
                            .formatted(evidence.notFinite()),
                    0);
        }
        int layers = evidence.layers().size();
        String ghosts =
                "%d of %d layers have no real update: B is zero, or its numbers are those of fewer than two steps"
                        .formatted(evidence.ghosts(), layers);
        if (layers > 0 && evidence.ghosts() > spec.layerFailureFrac() * layers) {
            return new Conclusion(Verdict.FAIL, ghosts + ". Train it for longer.", 0);
        }
        boolean pulled = evidence.pull().orElse(0) > spec.undertrainedLayerRatio()
                || evidence.pulledLayers().orElse(0) > 0;
        long steps = evidence.globalStep().orElse(Long.MAX_VALUE);
        var doubts = new ArrayList<String>();
        if (steps < spec.minStepsThreshold()) {
            String few = "%d steps, fewer than the %d that are asked for".formatted(steps, spec.minStepsThreshold());
            if (evidence.pull().isEmpty() || pulled) {
                return new Conclusion(Verdict.FAIL, few + pull(evidence) + ".", SCORE_OF_FEW);
            }
            doubts.add(few);
        }
        if (evidence.ghosts() > 0) {
            doubts.add(ghosts);
        }
        if (layers == 0 && evidence.pull().isEmpty()) {
            return new Conclusion(
                    Verdict.INCONCLUSIVE,
                    "%d steps are all that the files tell: neither weights nor moments could be read.".formatted(steps),
                    SCORE_OF_FEW);
        }
        return pulled || !doubts.isEmpty() ? doubt(evidence, doubts) : pass(evidence);
    }

    private Conclusion doubt(GradientGhostEvidence evidence, List<String> doubts) {
        String said = String.join("; ", doubts) + pull(evidence) + ".";
        return new Conclusion(
                Verdict.WARN, said.startsWith("; ") ? "There was a training" + said : said, SCORE_OF_DOUBT);
    }

    private Conclusion pass(GradientGhostEvidence evidence) {
        String steps = evidence.globalStep().isPresent()
                ? "%d steps; all".formatted(evidence.globalStep().getAsLong())
                : "All";
        return new Conclusion(
                Verdict.PASS,
                "%s %d layers have an update%s. What it learned, if anything, the files cannot tell."
                        .formatted(steps, evidence.layers().size(), pull(evidence)),
                SCORE_OF_PASS);
    }

    private String pull(GradientGhostEvidence evidence) {
        if (evidence.pull().isEmpty()) {
            return "";
        }
        String layers = evidence.pulledLayers()
                .map(count -> ", above %s in %d of %d layers"
                        .formatted(
                                Figure.of(spec.undertrainedLayerRatio()),
                                count,
                                evidence.layers().size()))
                .orElse("");
        return "; the last gradients point one way %s times as much as noise would%s"
                .formatted(Figure.of(evidence.pull().getAsDouble()), layers);
    }
}
