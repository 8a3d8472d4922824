package dev.sonde.probe.ablation;

import dev.sonde.probe.Figure;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.ablation.AdapterAblationEvidence.Shape;
import dev.sonde.stats.Interval;
import dev.sonde.stats.MeanInterval;
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

    /** Intervals over prompts of what is asked for; all empty with too few prompts. */
    record Uncertainty(Optional<Interval> linearity, Optional<Interval> saturation, Optional<Interval> overshoot) {}

    Conclusion conclude(Shape shape, Uncertainty uncertainty) {
        var certain = new ArrayList<String>();
        var doubtful = new ArrayList<String>();
        for (Check check : checks(shape, uncertainty)) {
            if (!check.holds()) {
                (check.mayHold() ? doubtful : certain).add(check.complaint());
            } else if (!check.isSure()) {
                doubtful.add(check.doubt());
            }
        }
        double failed = checks(shape, uncertainty).stream()
                .filter(check -> !check.holds())
                .count();
        double score = SCORE_OF_ALL * (CHECKS - failed) / CHECKS;
        if (!certain.isEmpty()) {
            return new Conclusion(
                    Verdict.FAIL, described(shape) + " " + String.join(" ", certain) + joined(doubtful), score);
        }
        if (!doubtful.isEmpty()) {
            return new Conclusion(
                    Verdict.INCONCLUSIVE, "%s%s Add prompts.".formatted(described(shape), joined(doubtful)), score);
        }
        return shape.largestDrop() > NOTABLE_DROP
                ? new Conclusion(
                        Verdict.WARN,
                        "%s The effect falls by %s of itself on the way; look at the curve."
                                .formatted(described(shape), Figure.of(shape.largestDrop())),
                        score)
                : new Conclusion(Verdict.PASS, described(shape), score);
    }

    private static String joined(List<String> sentences) {
        return sentences.isEmpty() ? "" : " " + String.join(" ", sentences);
    }

    private List<Check> checks(Shape shape, Uncertainty uncertainty) {
        double earliest = spec.assertSaturationBetween().get(0);
        double latest = spec.assertSaturationBetween().get(1);
        var checks = new ArrayList<Check>();
        checks.add(new Check(
                shape.linearity(),
                uncertainty.linearity(),
                spec.assertLinearityGte(),
                1,
                true,
                "The linearity is below %s.".formatted(Figure.of(spec.assertLinearityGte()))));
        checks.add(new Check(
                shape.saturationLambda(),
                uncertainty.saturation(),
                earliest,
                latest,
                false,
                "90 %% of the effect was to be reached between lambda %s and %s."
                        .formatted(Figure.of(earliest), Figure.of(latest))));
        shape.overshoot()
                .ifPresent(value -> checks.add(new Check(
                        value,
                        uncertainty.overshoot(),
                        spec.assertOvershootGte(),
                        Double.POSITIVE_INFINITY,
                        false,
                        "The effect beyond lambda 1 was to be at least %s times that at 1."
                                .formatted(Figure.of(spec.assertOvershootGte())))));
        return checks;
    }

    /**
     * One number of the shape that has to lie within bounds.
     *
     * @param strict whether its interval has to lie within them too; else it only keeps a miss from being certain
     * @param miss what to say where it does not
     */
    private record Check(
            double value, Optional<Interval> interval, double least, double most, boolean strict, String miss) {

        boolean holds() {
            return least <= value && value <= most;
        }

        /** Whether other prompts might well give a value within the bounds. */
        boolean mayHold() {
            return interval.filter(range -> range.lower() <= most && range.upper() >= least)
                    .isPresent();
        }

        boolean isSure() {
            return !strict || interval.filter(range -> range.lower() >= least).isPresent();
        }

        String complaint() {
            return mayHold()
                    ? "%s It may hold with other prompts: 95 %% interval %s to %s."
                            .formatted(
                                    miss,
                                    Figure.of(interval.orElseThrow().lower()),
                                    Figure.of(interval.orElseThrow().upper()))
                    : miss;
        }

        String doubt() {
            return interval.map(range -> "With other prompts the linearity may be as low as %s, below %s."
                            .formatted(Figure.of(range.lower()), Figure.of(least)))
                    .orElse("Other prompts may give another linearity: %d are needed for an interval."
                            .formatted(MeanInterval.FEWEST));
        }
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
