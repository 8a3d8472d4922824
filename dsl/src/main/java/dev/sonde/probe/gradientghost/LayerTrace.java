package dev.sonde.probe.gradientghost;

import java.util.OptionalDouble;

/**
 * What the files say of one layer.
 *
 * @param layer its number in the names of the weights; {@code other} for what lies outside the layers
 * @param modules how many updates it has
 * @param norm Frobenius norm of all of them together, without their scale
 * @param upKurtosis median kurtosis of the B of its modules; see {@link GradientGhostProbe}
 * @param pull how many times as much as under noise alone the last gradients point one way; empty where no optimiser tells
 * @param ghost whether most of its modules have no real update
 */
public record LayerTrace(
        String layer, int modules, double norm, double upKurtosis, OptionalDouble pull, boolean ghost) {}
