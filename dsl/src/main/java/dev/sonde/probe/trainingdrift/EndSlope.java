package dev.sonde.probe.trainingdrift;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How fast the loss was still falling when the training stopped: the slope of a straight line through its last third, by
 * least squares.
 *
 * @param perStep in nats a step; negative where the loss falls
 * @param upper of its 95 % interval, Student t; below 0: the loss was falling
 * @param steps that it was taken from
 */
public record EndSlope(double perStep, double upper, int steps) {

    private static final int FEWEST = 8;
    private static final double TAIL = 0.025;

    /** The slope at the end of finite {@code losses}; empty where a third of them is fewer than 8. */
    static Optional<EndSlope> of(double[] losses) {
        int n = losses.length / 3;
        if (n < FEWEST) {
            return Optional.empty();
        }
        double[] y = Arrays.copyOfRange(losses, losses.length - n, losses.length);
        double middle = (n - 1) / 2.0;
        double mean = Arrays.stream(y).average().orElseThrow();
        double sxx = 0;
        double sxy = 0;
        for (int i = 0; i < n; i++) {
            sxx += (i - middle) * (i - middle);
            sxy += (i - middle) * (y[i] - mean);
        }
        double slope = sxy / sxx;
        double residual = 0;
        for (int i = 0; i < n; i++) {
            double off = y[i] - mean - slope * (i - middle);
            residual += off * off;
        }
        double error = Math.sqrt(residual / (n - 2) / sxx);
        return Optional.of(
                new EndSlope(slope, slope + TDistribution.of(n - 2).inverseSurvivalProbability(TAIL) * error, n));
    }

    /** How much further the loss would fall over as many steps again, at that slope; 0 where it was not falling. */
    double ahead() {
        return upper < 0 ? -perStep * steps : 0;
    }
}
