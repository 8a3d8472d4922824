package dev.sonde.stats;

import dev.sonde.stop.StopPoint;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * P-values of several statistics against the same null draws, adjusted by the largest one; Westfall and Young 1993. With
 * 19 nulls the chance of any false alarm is 1/20, however many statistics there are.
 */
public final class MaxT {

    private MaxT() {}

    /**
     * Puts statistics of different kinds on one scale: each is centred and divided by the sample standard deviation of
     * its m + 1 values, the observed one among them, which keeps the rows exchangeable.
     *
     * @param rows the observed row first, then one per null; equally long
     * @return the same rows standardised; 0 where all values of a statistic are equal
     */
    public static double[][] standardised(double[][] rows) {
        var result = new double[rows.length][rows[0].length];
        for (int k = 0; k < rows[0].length; k++) {
            int column = k;
            var summary = Summary.of(IntStream.range(0, rows.length)
                    .mapToDouble(i -> rows[i][column])
                    .toArray());
            for (int i = 0; i < rows.length; i++) {
                result[i][k] = summary.sd() == 0 ? 0 : (rows[i][k] - summary.mean()) / summary.sd();
            }
        }
        return result;
    }

    /**
     * Each statistic against the largest of each null's row.
     *
     * @param observed one statistic per test, larger is more extreme
     * @param nulls one row per null, one column per test, on a scale common to all tests
     */
    public static double[] singleStep(double[] observed, double[][] nulls) {
        var adjusted = new double[observed.length];
        for (int k = 0; k < observed.length; k++) {
            adjusted[k] = atLeast(
                    observed[k], nulls, IntStream.range(0, observed.length).toArray());
        }
        return adjusted;
    }

    /**
     * {@link #stepDown(double[], double[][])} of statistics on scales of their own, which are {@link #standardised} first.
     *
     * @param rows the observed row first, then one per null
     */
    public static double[] stepDown(double[][] rows) {
        double[][] scaled = standardised(rows);
        return stepDown(scaled[0], Arrays.copyOfRange(scaled, 1, scaled.length));
    }

    /** The same, where each statistic competes only with those not larger than itself. Never larger p-values. */
    public static double[] stepDown(double[] observed, double[][] nulls) {
        int[] order = IntStream.range(0, observed.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -observed[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        var adjusted = new double[observed.length];
        double largest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            int[] rest = Arrays.copyOfRange(order, rank, order.length);
            largest = Math.max(largest, atLeast(observed[order[rank]], nulls, rest));
            adjusted[order[rank]] = largest;
        }
        return adjusted;
    }

    private static double atLeast(double value, double[][] nulls, int[] columns) {
        int count = 0;
        for (double[] row : nulls) {
            StopPoint.pass("during a test over all columns");
            double largest =
                    IntStream.of(columns).mapToDouble(k -> row[k]).max().orElseThrow();
            count += largest >= value ? 1 : 0;
        }
        return (count + 1.0) / (nulls.length + 1);
    }
}
