package dev.sonde.simulation;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** How values scatter around a mean of 1 (positive ones) or of 0 with standard deviation 1 (signed ones). */
enum Shape {
    /** Differences of either sign. */
    NORMAL("normal", 1, SplittableRandom::nextGaussian),
    /** Skewed differences: a few large losses. */
    SKEWED("skewed", 1, random -> 1 - random.nextExponential()),
    /** Divergences of prompts that are much alike. */
    SQUARED("even prompts", 0.5627, random -> square(1 + 0.3 * random.nextGaussian()) / 1.09),
    /** Divergences with many near 0. */
    EXPONENTIAL("exponential", 1, SplittableRandom::nextExponential),
    /** Divergences of unlike prompts, as measured on a 135M model with a healthy adapter: sd of the logarithm about 1. */
    LOG_NORMAL("uneven prompts", 1.3108, random -> Math.exp(random.nextGaussian() - 0.5));

    final String label;
    /** Standard deviation of a draw. */
    final double sd;

    private final ToDoubleFunction<SplittableRandom> draw;

    Shape(String label, double sd, ToDoubleFunction<SplittableRandom> draw) {
        this.label = label;
        this.sd = sd;
        this.draw = draw;
    }

    double draw(SplittableRandom random) {
        return draw.applyAsDouble(random);
    }

    private static double square(double x) {
        return x * x;
    }
}
