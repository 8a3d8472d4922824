package dev.sonde.probe.gradientghost;

import dev.sonde.backend.OptimizerState.Moments;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * How far the last gradients of a training point one way.
 *
 * <p>Adam keeps the running means m of the gradient and v of its square. {@code ρ = Σ m̂² / Σ v̂}, both corrected for
 * their beginning at 0 (Kingma and Ba 2015, arXiv:1412.6980, section 3), is 1 where every gradient is the same and {@code
 * ρ₀ = (1 − β₁)(1 − β₁²ᵗ) / ((1 + β₁)(1 − β₁ᵗ)²)} where gradients are noise of mean 0: the expected square of a weighted
 * mean of t independent values. The pull is {@code ρ / ρ₀}; 1 where nothing is left to learn.
 */
final class GradientPull {

    private GradientPull() {}

    /** The pull of parameters together; empty where nothing is known of them, or they never had a gradient. */
    static OptionalDouble of(Collection<Moments> parameters) {
        double signal = 0;
        double noise = 0;
        for (Moments moments : parameters) {
            if (moments.step() >= 1 && moments.meanSquares() > 0) {
                double begun = 1 - Math.pow(moments.beta1(), moments.step());
                signal += moments.squaredMeans() / (begun * begun);
                noise += ofNoise(moments.beta1(), moments.step())
                        * moments.meanSquares()
                        / (1 - Math.pow(moments.beta2(), moments.step()));
            }
        }
        return noise > 0 ? OptionalDouble.of(signal / noise) : OptionalDouble.empty();
    }

    /** ρ₀, the expected ratio under noise. */
    static double ofNoise(double beta1, double steps) {
        double begun = 1 - Math.pow(beta1, steps);
        return (1 - beta1) * (1 - Math.pow(beta1, 2 * steps)) / ((1 + beta1) * begun * begun);
    }
}
