package dev.sonde.probe.ablation;

import dev.sonde.stats.Isotonic;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Mean response curve of some prompts.
 *
 * @param lambdas ascending, with 0 and 1
 * @param mean mean divergence at each lambda
 * @param roots mean root of the divergence at each lambda
 */
record Response(double[] lambdas, double[] mean, double[] roots) {

    private static final double HALF = 0.5;
    private static final double SATURATED = 0.9;

    /** Averages {@code curves}, [prompt][lambda]. */
    static Response of(double[] lambdas, double[][] curves) {
        var mean = new double[lambdas.length];
        var roots = new double[lambdas.length];
        for (double[] curve : curves) {
            for (int k = 0; k < curve.length; k++) {
                mean[k] += curve[k] / curves.length;
                roots[k] += Math.sqrt(curve[k]) / curves.length;
            }
        }
        return new Response(lambdas, mean, roots);
    }

    /** Mean divergence of the adapter as trained. */
    double effect() {
        return mean[one()];
    }

    /** R² of the least-squares line of the roots on lambda; 0 for a flat curve. */
    double linearity() {
        double x = Arrays.stream(lambdas).average().orElseThrow();
        double y = Arrays.stream(roots).average().orElseThrow();
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int k = 0; k < roots.length; k++) {
            xx += (lambdas[k] - x) * (lambdas[k] - x);
            xy += (lambdas[k] - x) * (roots[k] - y);
            yy += (roots[k] - y) * (roots[k] - y);
        }
        return yy == 0 ? 0 : Math.min(1, xy * xy / (xx * yy));
    }

    double lambda50() {
        return reaches(HALF);
    }

    double saturationLambda() {
        return reaches(SATURATED);
    }

    /** The smallest lambda at which the isotonic fit reaches {@code share} of its value at 1, between points on a line. */
    private double reaches(double share) {
        double[] fitted = Isotonic.fit(roots);
        double level = share * fitted[one()];
        int k = 0;
        while (fitted[k] < level) {
            k++;
        }
        if (k == 0) {
            return lambdas[0];
        }
        double part = (level - fitted[k - 1]) / (fitted[k] - fitted[k - 1]);
        return lambdas[k - 1] + part * (lambdas[k] - lambdas[k - 1]);
    }

    OptionalDouble overshoot() {
        return lambdas[lambdas.length - 1] > 1
                ? OptionalDouble.of(mean[mean.length - 1] / effect())
                : OptionalDouble.empty();
    }

    double largestDrop() {
        double highest = 0;
        double drop = 0;
        for (double root : roots) {
            highest = Math.max(highest, root);
            drop = Math.max(drop, highest - root);
        }
        return drop / roots[one()];
    }

    private int one() {
        return Arrays.binarySearch(lambdas, 1.0);
    }
}
