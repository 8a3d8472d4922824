package dev.sonde.probe.trainingdrift;

import java.util.OptionalDouble;

/**
 * One step as a log has it.
 *
 * @param step its number
 * @param loss of its batch, in nats per token; may be infinite or NaN, as it was logged
 * @param gradientNorm before clipping; empty where the log has none that is finite
 */
record LoggedStep(long step, double loss, OptionalDouble gradientNorm) {}
