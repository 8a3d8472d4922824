package dev.sonde.backend.djl;

/**
 * How large a {@link WeightChange} is: Frobenius norms.
 *
 * @param lowRank of scale B A
 * @param full of a saved weight minus the base weight
 * @param bias of the bias
 * @param gain of the base weight with each channel times its gain
 * @param weight of the whole change of the weight
 */
record ChangeNorms(double lowRank, double full, double bias, double gain, double weight) {}
