package dev.sonde.stats;

import dev.sonde.stop.StopPoint;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Bootstrap-t interval of a mean: each resample's deviation is measured in its own standard error, so that skew and a
 * small n are allowed for. Efron and Tibshirani 1993, chapter 12.5.
 *
 * <p>Resamples without spread have no standard error and are left out.
 */
public final class BootstrapT {

    /** Resamples by default: enough for the 2.5 % and 97.5 % quantiles. */
    public static final int DEFAULT_RESAMPLES = 1999;

    private BootstrapT() {}

    /**
     * The interval of the mean of {@code values}.
     *
     * @param values finite, at least 2
     * @param level confidence in (0, 1)
     * @param resamples at least 1
     * @param seed the same seed gives the same interval
     */
    public static Interval of(double[] values, double level, int resamples, long seed) {
        return of(values, (1 - level) / 2, (1 - level) / 2, resamples, seed);
    }

    /**
     * The interval with unequal chances to miss on either side.
     *
     * @param below chance that the mean lies below the interval, in (0, 1)
     * @param above chance that it lies above, in (0, 1)
     */
    public static Interval of(double[] values, double below, double above, int resamples, long seed) {
        var summary = Summary.of(values);
        double level = 1 - below - above;
        double[] t = studentised(values, summary.mean(), resamples, new SplittableRandom(seed));
        String method = "bootstrap-t (%d resamples, seed %d)".formatted(resamples, seed);
        if (t.length == 0) { // all values are equal
            return new Interval(summary.mean(), summary.mean(), level, method);
        }
        return new Interval(
                summary.mean() - Math.max(0, Summary.quantile(t, 1 - below)) * summary.standardError(),
                summary.mean() - Math.min(0, Summary.quantile(t, above)) * summary.standardError(),
                level,
                method);
    }

    /** Ascending deviations of the resamples' means, in their own standard errors. */
    private static double[] studentised(double[] values, double mean, int resamples, SplittableRandom random) {
        var t = new double[resamples];
        var resample = new double[values.length];
        int kept = 0;
        for (int b = 0; b < resamples; b++) {
            StopPoint.pass("during a bootstrap");
            for (int i = 0; i < resample.length; i++) {
                resample[i] = values[random.nextInt(values.length)];
            }
            double centre = Summary.mean(resample);
            double sd = Summary.sd(resample, centre);
            if (sd > 0) {
                t[kept++] = (centre - mean) / (sd / Math.sqrt(values.length));
            }
        }
        var ascending = Arrays.copyOf(t, kept);
        Arrays.sort(ascending);
        return ascending;
    }
}
