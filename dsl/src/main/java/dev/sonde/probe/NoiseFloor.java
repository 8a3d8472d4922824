package dev.sonde.probe;

/**
 * The largest divergence between the base model and itself, measured again with other batch mates and padding.
 *
 * @param js Jensen-Shannon divergence, in nats
 * @param kl Kullback-Leibler divergence, in nats
 * @param prompts over how many prompts the largest was taken, at least 1
 */
public record NoiseFloor(double js, double kl, int prompts) {}
