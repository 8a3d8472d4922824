package dev.sonde.probe.ablation;

import dev.sonde.probe.Figure;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.ablation.AdapterAblationEvidence.Shape;
import dev.sonde.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a response has the shape of a healthy adapter. */
record ShapeRule(AdapterAblationSpec spec) {

    /** A drop above this share of the effect is worth a look. */
    private static final double NOTABLE_DROP = 0.05;

    private static final double SCORE_OF_ALL = 0.85;
    private static final double CHECKS = 3;

    /** What follows; the score is 0.85 with all three checks passed, a third less for each that is not. */
    record Conclusion(Verdict verdict, String message, double score) {}

    Conclusion conclude(Shape shape, Optional<Interval> linearity) {
        var failures = failures(shape);
        boolean unsure = linearity.isPresent()
                && linearity.get().lower() < spec.assertLinearityGte()
                && shape.linearity() >= spec.assertLinearityGte();
        double score = SCORE_OF_ALL * (CHECKS - failures.size()) / CHECKS;
        if (!failures.isEmpty()) {
            return new Conclusion(Verdict.FAIL, described(shape) + " " + String.join(" ", failures), score);
        }
        if (unsure) {
            return new Conclusion(
                    Verdict.INCONCLUSIVE,
                    "%s With other prompts the linearity may be as low as %s, below %s; add prompts."
                            .formatted(
                                    described(shape),
                                    Figure.of(linearity.get().lower()),
                                    Figure.of(spec.assertLinearityGte())),
                    score);
        }
        return shape.largestDrop() > NOTABLE_DROP
                ? new Conclusion(
                        Verdict.WARN,
                        "%s The effect falls by %s of itself on the way; look at the curve."
                                .formatted(described(shape), Figure.of(shape.largestDrop())),
                        score)
                : new Conclusion(Verdict.PASS, described(shape), score);
    }

    private List<String> failures(Shape shape) {
        var failures = new ArrayList<String>();
        double earliest = spec.assertSaturationBetween().get(0);
        double latest = spec.assertSaturationBetween().get(1);
        if (shape.linearity() < spec.assertLinearityGte()) {
            failures.add("The linearity is below " + Figure.of(spec.assertLinearityGte()) + ".");
        }
        if (shape.saturationLambda() < earliest || shape.saturationLambda() > latest) {
            failures.add("90 %% of the effect was to be reached between lambda %s and %s."
                    .formatted(Figure.of(earliest), Figure.of(latest)));
        }
        if (shape.overshoot().isPresent() && shape.overshoot().getAsDouble() < spec.assertOvershootGte()) {
            failures.add("The effect beyond lambda 1 was to be at least %s times that at 1."
                    .formatted(Figure.of(spec.assertOvershootGte())));
        }
        return failures;
    }

    private static String described(Shape shape) {
        String beyond = shape.overshoot().isPresent()
                ? ", %s times the effect at the largest lambda"
                        .formatted(Figure.of(shape.overshoot().getAsDouble()))
                : "";
        return "Linearity %s; half of the effect at lambda %s, 90 %% at %s%s."
                .formatted(
                        Figure.of(shape.linearity()),
                        Figure.of(shape.lambda50()),
                        Figure.of(shape.saturationLambda()),
                        beyond);
    }
}
