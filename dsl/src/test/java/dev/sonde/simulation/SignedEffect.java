package dev.sonde.simulation;

import dev.sonde.backend.View;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Signed gains, in standard deviations of a prompt's gain, by what is true of the adapter. */
record SignedEffect(double bound, double stated, Shape shape) {

    private static final double ADAPTERS = 0.5; // sd of an adapter's mean among null adapters

    double mean(Truth truth) {
        return truth == Truth.AT_BOUND ? bound : bound + stated;
    }

    /** Null adapters gain as much as the adapter, the worst case, where it is one of them; else next to nothing. */
    Observed observed(Truth truth, int n, SplittableRandom random) {
        return new Observed(view -> {
            var values = new double[n];
            boolean one = truth == Truth.NULL_ADAPTER;
            double adapter = one ? ADAPTERS * random.nextGaussian() : 0;
            double mean = view instanceof View.NullAdapter && !one ? -3 : mean(truth);
            Arrays.setAll(values, i -> mean + adapter + shape.draw(random));
            return values;
        });
    }
}
