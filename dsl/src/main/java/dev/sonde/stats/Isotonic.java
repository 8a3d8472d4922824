package dev.sonde.stats;

import java.util.Arrays;

/** The non-decreasing curve nearest to given values, by pooling adjacent violators. */
public final class Isotonic {

    private Isotonic() {}

    /**
     * Fits by weighted least squares; Barlow et al. 1972.
     *
     * @param y values in order of the abscissa, at least one
     * @param weights as many, positive
     * @return as many fitted values, non-decreasing
     */
    public static double[] fit(double[] y, double[] weights) {
        var level = new double[y.length];
        var weight = new double[y.length];
        var size = new int[y.length];
        int blocks = 0;
        for (int i = 0; i < y.length; i++) {
            level[blocks] = y[i];
            weight[blocks] = weights[i];
            size[blocks++] = 1;
            while (blocks > 1 && level[blocks - 2] > level[blocks - 1]) {
                blocks--;
                double sum = weight[blocks - 1] + weight[blocks];
                level[blocks - 1] = (weight[blocks - 1] * level[blocks - 1] + weight[blocks] * level[blocks]) / sum;
                weight[blocks - 1] = sum;
                size[blocks - 1] += size[blocks];
            }
        }
        return spread(level, size, y.length);
    }

    /** The same with equal weights. */
    public static double[] fit(double... y) {
        var weights = new double[y.length];
        Arrays.fill(weights, 1);
        return fit(y, weights);
    }

    private static double[] spread(double[] level, int[] size, int length) {
        var fitted = new double[length];
        int i = 0;
        for (int block = 0; i < length; block++) {
            for (int k = 0; k < size[block]; k++) {
                fitted[i++] = level[block];
            }
        }
        return fitted;
    }
}
