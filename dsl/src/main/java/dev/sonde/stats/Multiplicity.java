package dev.sonde.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/** P-values of several tests, adjusted so that each can be held against the same level. In input order. */
public final class Multiplicity {

    private Multiplicity() {}

    /** Holm 1979: the chance of any false alarm stays below the level, however the tests depend on each other. */
    public static double[] holm(double... pValues) {
        int[] order = ascending(pValues);
        var adjusted = new double[pValues.length];
        double largest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            largest = Math.max(largest, (order.length - rank) * pValues[order[rank]]);
            adjusted[order[rank]] = Math.min(1, largest);
        }
        return adjusted;
    }

    /** Benjamini and Hochberg 1995: the share of false alarms among alarms stays below the level. */
    public static double[] benjaminiHochberg(double... pValues) {
        int[] order = ascending(pValues);
        var adjusted = new double[pValues.length];
        double smallest = 1;
        for (int rank = order.length - 1; rank >= 0; rank--) {
            smallest = Math.min(smallest, pValues[order[rank]] * order.length / (rank + 1));
            adjusted[order[rank]] = smallest;
        }
        return adjusted;
    }

    private static int[] ascending(double[] pValues) {
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("A p-value lies in [0, 1], got " + p);
            }
        }
        return IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
