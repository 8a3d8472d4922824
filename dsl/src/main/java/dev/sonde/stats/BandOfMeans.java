package dev.sonde.stats;

import dev.sonde.stop.StopPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * Intervals of several means over the same observations that hold all at once.
 *
 * <p>From 8 observations on the bootstrap-t over observations, of the largest and of the smallest deviation among the
 * means of a resample: what the means have in common makes the band narrower. From 4 to 7 the interval of each
 * mean by itself, with the error shared out (Bonferroni). Efron and Tibshirani 1993, chapter 12.5; Westfall and Young 1993.
 */
public final class BandOfMeans {

    private static final int RESAMPLES = BootstrapT.DEFAULT_RESAMPLES;

    private BandOfMeans() {}

    /**
     * The intervals of the means of {@code rows}, which can have either sign, in their order.
     *
     * @param rows one per mean, each with the same observations in the same order; finite
     * @param level confidence that all of them hold, in (0, 1)
     * @param seed the same seed gives the same band
     * @return empty below {@link MeanInterval#FEWEST} observations, or without rows
     */
    public static Optional<List<Interval>> of(double[][] rows, double level, long seed) {
        return of(rows, level, seed, each -> row -> MeanInterval.studentT(row, each));
    }

    /**
     * The same for divergences, which are at least 0; few of them are taken on the root scale, see {@link MeanInterval}.
     *
     * @param largest no divergence is larger
     */
    public static Optional<List<Interval>> ofDivergences(double[][] rows, double level, long seed, double largest) {
        return of(
                        rows,
                        level,
                        seed,
                        each -> row -> MeanInterval.divergence(row, each, seed).orElseThrow())
                .map(band -> {
                    var bounded = new ArrayList<Interval>();
                    for (int k = 0; k < rows.length; k++) {
                        double mean = Summary.mean(rows[k]);
                        Interval found = band.get(k);
                        double upper = Math.max(mean, Math.min(found.upper(), largest));
                        bounded.add(new Interval(Math.max(0, found.lower()), upper, level, found.method()));
                    }
                    return bounded;
                });
    }

    private static Optional<List<Interval>> of(
            double[][] rows, double level, long seed, DoubleFunction<Function<double[], Interval>> few) {
        if (rows.length == 0 || rows[0].length < MeanInterval.FEWEST) {
            return Optional.empty();
        }
        if (rows[0].length < MeanInterval.FEWEST_FOR_BOOTSTRAP) {
            var single = few.apply(1 - (1 - level) / rows.length);
            return Optional.of(Arrays.stream(rows)
                    .map(single)
                    .map(found -> new Interval(
                            found.lower(),
                            found.upper(),
                            level,
                            found.method() + ", Bonferroni over " + rows.length + " means"))
                    .toList());
        }
        double[][] extremes = extremes(rows, new SplittableRandom(seed));
        double tail = (1 - level) / 2;
        double most = Math.max(0, Summary.quantile(extremes[1], 1 - tail));
        double least = Math.min(0, Summary.quantile(extremes[0], tail));
        String method = "bootstrap-t of the extremes of %d means (%d resamples, seed %d)"
                .formatted(rows.length, RESAMPLES, seed);
        var band = new ArrayList<Interval>();
        for (double[] row : rows) {
            var summary = Summary.of(row);
            band.add(new Interval(
                    summary.mean() - most * summary.standardError(),
                    summary.mean() - least * summary.standardError(),
                    level,
                    method));
        }
        return Optional.of(band);
    }

    /** Of each resample the smallest and the largest deviation among the means, in standard errors; both ascending. */
    private static double[][] extremes(double[][] rows, SplittableRandom random) {
        int n = rows[0].length;
        double[] means = Arrays.stream(rows).mapToDouble(Summary::mean).toArray();
        var extremes = new double[2][RESAMPLES];
        var drawn = new int[n];
        var resample = new double[n];
        for (int b = 0; b < RESAMPLES; b++) {
            StopPoint.pass("during a bootstrap");
            Arrays.setAll(drawn, i -> random.nextInt(n));
            for (int k = 0; k < rows.length; k++) {
                double[] row = rows[k];
                Arrays.setAll(resample, i -> row[drawn[i]]);
                double centre = Summary.mean(resample);
                double sd = Summary.sd(resample, centre);
                if (sd > 0) {
                    double t = (centre - means[k]) / (sd / Math.sqrt(n));
                    extremes[0][b] = Math.min(extremes[0][b], t);
                    extremes[1][b] = Math.max(extremes[1][b], t);
                }
            }
        }
        Arrays.sort(extremes[0]);
        Arrays.sort(extremes[1]);
        return extremes;
    }
}
