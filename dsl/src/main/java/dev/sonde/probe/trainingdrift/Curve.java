package dev.sonde.probe.trainingdrift;

import dev.sonde.stats.Summary;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A curve with its trend and what stands out from it.
 *
 * <p>The trend is a running median, whose window shrinks towards the ends, so that a steep beginning is no noise. The noise
 * around a step is 1.4826 times the median absolute residual of the 61 steps around it, or of those above the trend where
 * that is more: noise that shrinks with the loss, and is larger upwards than downwards, is not taken for spikes.
 *
 * @param values finite, in order
 * @param window of the trend, in steps
 */
record Curve(double[] values, int window) {

    /** Of normal noise, the median absolute value is the standard deviation over this. */
    private static final double MEDIAN_TO_SD = 1.4826;

    private static final int NEIGHBOURS = 30;
    private static final int FREEDOM = 5;
    private static final double FALSE_ALARMS = 0.02;

    /** Below this share of the loss, a difference is rounding. */
    private static final double ROUNDING = 1e-6;

    /** The trend at each step. */
    double[] trend() {
        int half = window / 2;
        return IntStream.range(0, values.length)
                .mapToDouble(i -> {
                    int reach = Math.min(half, Math.min(i, values.length - 1 - i));
                    return median(Arrays.copyOfRange(values, i - reach, i + reach + 1));
                })
                .toArray();
    }

    private double[] residuals() {
        double[] trend = trend();
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] - trend[i])
                .toArray();
    }

    /** Standard deviation around the trend, robustly; 0 without noise. */
    double noise() {
        double[] inner = inner(residuals(), 0, values.length);
        return inner.length == 0 ? 0 : MEDIAN_TO_SD * median(absolute(inner));
    }

    /**
     * Where the value stands out above the trend by more than {@code sigma} standard deviations, and by more than a t
     * distribution of 5 degrees of freedom lets happen in 2 of 100 curves of this length: losses of single batches have
     * long tails, and the longer a curve the farther its farthest.
     */
    int[] spikes(double sigma) {
        double bound =
                Math.max(sigma, TDistribution.of(FREEDOM).inverseSurvivalProbability(FALSE_ALARMS / values.length));
        double[] residuals = residuals();
        double rounding = ROUNDING * Math.abs(median(values));
        return IntStream.range(0, values.length)
                .filter(i -> residuals[i] > rounding && residuals[i] > bound * noiseAround(i, residuals))
                .toArray();
    }

    private double noiseAround(int step, double[] residuals) {
        int from = Math.max(0, Math.min(step - NEIGHBOURS, values.length - 2 * NEIGHBOURS - 1));
        int to = Math.min(values.length, Math.max(step + NEIGHBOURS + 1, 2 * NEIGHBOURS + 1));
        double[] around = inner(residuals, from, to);
        if (around.length == 0) {
            around = Arrays.copyOfRange(residuals, from, to);
        }
        double[] above = Arrays.stream(around).filter(residual -> residual > 0).toArray();
        double both = median(absolute(around));
        return MEDIAN_TO_SD * (above.length > FREEDOM ? Math.max(both, median(above)) : both);
    }

    /** Residuals of steps whose window is whole: nearer to the ends they are too small. */
    private double[] inner(double[] residuals, int from, int to) {
        int half = window / 2;
        return IntStream.range(Math.max(from, half), Math.min(to, values.length - half))
                .mapToDouble(i -> residuals[i])
                .toArray();
    }

    private static double[] absolute(double[] values) {
        return Arrays.stream(values).map(Math::abs).toArray();
    }

    private static double median(double[] values) {
        return Summary.of(values).median();
    }
}
