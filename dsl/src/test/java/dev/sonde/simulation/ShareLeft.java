package dev.sonde.simulation;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.View;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** A world in which each of n effects is measured twice, and a share of it is left at the second time. */
final class ShareLeft {

    private static final double SCATTER = 0.3;
    private static final double LITTLE = 0.02;

    private final int n;
    private final Observed observed;

    /**
     * Draws shifts in nats as squares of normal roots.
     *
     * @param root of the mean shift under a trained adapter
     * @param share of the root that is left
     */
    ShareLeft(Truth truth, int n, double root, double share, SplittableRandom random) {
        this.n = n;
        this.observed = new Observed(view -> {
            double strength = view instanceof View.NullAdapter && truth != Truth.NULL_ADAPTER ? LITTLE : 1;
            strength *= truth == Truth.NULL_ADAPTER ? Math.exp(0.1 * random.nextGaussian()) : 1;
            var values = new double[2 * n];
            for (int i = 0; i < n; i++) {
                double first = root * strength * Math.abs(1 + SCATTER * random.nextGaussian());
                double second = share * first * Math.abs(1 + SCATTER / 2 * random.nextGaussian());
                values[i] = first * first;
                values[n + i] = second * second;
            }
            return values;
        });
    }

    /** The shift of the effect with this index, at the first or the second time. */
    double of(Evaluation<?> evaluation, int index, boolean second) {
        return observed.of(evaluation, index + (second ? n : 0) + "");
    }

    /** The mean shift at the second time. */
    ToDoubleFunction<View> left() {
        return view -> Arrays.stream(observed.under(view), n, 2 * n).average().orElseThrow();
    }
}
