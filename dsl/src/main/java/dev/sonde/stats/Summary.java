package dev.sonde.stats;

import java.util.Arrays;

/**
 * A few numbers about some values.
 *
 * @param n how many values, at least 1
 * @param mean arithmetic mean
 * @param sd sample standard deviation (n - 1); 0 for one value
 * @param median middle value, or the mean of the two middle ones
 * @param min smallest value
 * @param max largest value
 */
public record Summary(int n, double mean, double sd, double median, double min, double max) {

    /**
     * Summarises {@code values}.
     *
     * @throws IllegalArgumentException if there is none, or one is not finite
     */
    public static Summary of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("A summary needs at least one value");
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A summary needs finite values, got " + value);
            }
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double mean = mean(values);
        return new Summary(
                values.length, mean, sd(values, mean), quantile(sorted, 0.5), sorted[0], sorted[sorted.length - 1]);
    }

    /** Standard error of the mean. */
    public double standardError() {
        return sd / Math.sqrt(n);
    }

    /**
     * The {@code p} quantile of ascending values, by linear interpolation (type 7 of Hyndman and Fan 1996).
     *
     * @param p in [0, 1]
     */
    public static double quantile(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    static double mean(double[] values) {
        double first = values[0]; // equal values give that value exactly
        double sum = 0;
        for (double value : values) {
            sum += value - first;
        }
        return first + sum / values.length;
    }

    static double sd(double[] values, double mean) {
        if (values.length == 1) {
            return 0;
        }
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / (values.length - 1));
    }
}
