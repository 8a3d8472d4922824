package dev.sonde.simulation;

import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.View;
import dev.sonde.probe.ablation.AdapterAblationProbe;
import dev.sonde.probe.ablation.AdapterAblationSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** {@code adapter_ablation}: the root effect is 1 − exp(−kλ), bent so far that its R² is the bound of 0.85, or hardly. */
record AblationSubject() implements Subject {

    private static final List<Double> LAMBDAS = AdapterAblationSpec.DEFAULT_LAMBDAS;
    private static final double STRENGTH = 0.2; // root of nats
    private static final double SCATTER = 0.15; // of an answer's root effect, as a share
    private static final double STRAIGHT = 0.7;

    @Override
    public String name() {
        return "`adapter_ablation`, linearity";
    }

    @Override
    public Trial<AdapterAblationSpec> trial(String probe, Truth truth, int n, SplittableRandom random) {
        double bend = truth == Truth.AT_BOUND ? bendOf(AdapterAblationSpec.DEFAULT_ASSERT_LINEARITY_GTE) : STRAIGHT;
        var roots = new Observed(view -> {
            double lambda = view instanceof View.Scaled scaled ? scaled.lambda() : 1;
            var values = new double[n];
            Arrays.setAll(
                    values,
                    i -> STRENGTH
                            * response(bend, lambda)
                            / response(bend, 1)
                            * Math.max(0, 1 + SCATTER * random.nextGaussian()));
            return values;
        });
        return new Trial<>(
                new AdapterAblationProbe(),
                AdapterAblationSpec.of(probe, Observed.texts(n, "prompt")),
                evaluation -> {
                    double root = roots.of(evaluation, ((NextToken) evaluation.operation()).prompt());
                    return Answers.shifted(root * root);
                },
                Optional.empty(),
                linearity(bend));
    }

    private static double response(double bend, double lambda) {
        return 1 - Math.exp(-bend * lambda);
    }

    private static double bendOf(double linearity) {
        double low = STRAIGHT;
        double high = 50;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (linearity(middle) > linearity) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** R² of the straight line through the responses. */
    private static double linearity(double bend) {
        double x = LAMBDAS.stream().mapToDouble(each -> each).average().orElseThrow();
        double y = LAMBDAS.stream()
                .mapToDouble(each -> response(bend, each))
                .average()
                .orElseThrow();
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (double lambda : LAMBDAS) {
            double dy = response(bend, lambda) - y;
            xx += (lambda - x) * (lambda - x);
            xy += (lambda - x) * dy;
            yy += dy * dy;
        }
        return xy * xy / (xx * yy);
    }
}
