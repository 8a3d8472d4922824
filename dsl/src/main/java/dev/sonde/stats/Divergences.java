package dev.sonde.stats;

import java.util.function.IntToDoubleFunction;

/**
 * How far two distributions over the same outcomes are apart, in nats.
 *
 * <p>Distributions come as natural logarithms of probabilities, {@code -Infinity} for an impossible outcome, and are
 * taken as they are: no floor, no smoothing. One pass, in double. Each outcome's share is computed so that none is
 * negative, and two rows that differ in the seventh digit give about 1e-14 rather than rounding noise.
 */
public final class Divergences {

    private static final double LN_2 = Math.log(2);
    // below these differences of logarithms a series is exact to 1e-10 (1e-13) and the closed form is not
    private static final double SMALL_KL = 0.01;
    private static final double SMALL_HALF = 0.25;
    /** Coefficients of x⁶, x⁸ and so on in x sinh x - cosh x ln cosh x; those of x² and x⁴ are 1/2 and 0. */
    private static final double[] SERIES = {
        1 / 144.0, -1 / 720.0, 443 / 1209600.0, -559 / 5443200.0, 204121 / 6706022400.0
    };

    private Divergences() {}

    /**
     * Kullback-Leibler divergence KL(p ‖ q): the sum of {@code p ln(p / q) - p + q}.
     *
     * <p>For rows that add up to 1 this is the usual sum; where rounding keeps them from it, it stays at least 0.
     *
     * @param size how many outcomes
     * @param logP natural logarithm of the first distribution's probabilities
     * @param logQ natural logarithm of the second's
     * @return at least 0; infinite when an outcome is possible under p and impossible under q; NaN if an input is
     */
    public static double kullbackLeibler(int size, IntToDoubleFunction logP, IntToDoubleFunction logQ) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += kullbackLeiblerShare(logP.applyAsDouble(i), logQ.applyAsDouble(i));
        }
        return sum;
    }

    /**
     * Jensen-Shannon divergence: the mean of KL(p ‖ m) and KL(q ‖ m) with m = (p + q) / 2; Lin 1991,
     * doi:10.1109/18.61115. Symmetric and finite for all distributions.
     *
     * @param size how many outcomes
     * @param logP natural logarithm of the first distribution's probabilities
     * @param logQ natural logarithm of the second's
     * @return from 0 to ln 2; NaN if an input is
     */
    public static double jensenShannon(int size, IntToDoubleFunction logP, IntToDoubleFunction logQ) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += jensenShannonShare(logP.applyAsDouble(i), logQ.applyAsDouble(i));
        }
        return Math.min(sum, LN_2); // Math.min keeps NaN
    }

    private static double kullbackLeiblerShare(double logP, double logQ) {
        if (logP == Double.NEGATIVE_INFINITY) {
            return Math.exp(logQ);
        }
        double difference = logP - logQ;
        double p = Math.exp(logP);
        if (Math.abs(difference) < SMALL_KL) {
            // d - 1 + exp(-d)
            return p
                    * difference
                    * difference
                    * (1 / 2.0 - difference * (1 / 6.0 - difference * (1 / 24.0 - difference / 120)));
        }
        return p == 0 ? Math.exp(logQ) : Math.max(0, p * difference - p + Math.exp(logQ));
    }

    private static double jensenShannonShare(double logP, double logQ) {
        double half = (logP - logQ) / 2;
        if (Math.abs(half) < SMALL_HALF) {
            // with p, q = g exp(±x): g (x sinh x - cosh x ln cosh x); one exponential instead of two and two logarithms
            double square = half * half;
            double series = 0;
            for (int i = SERIES.length - 1; i >= 0; i--) {
                series = SERIES[i] + square * series;
            }
            return Math.exp((logP + logQ) / 2) * square * (1 / 2.0 + square * square * series);
        }
        double p = Math.exp(logP);
        double q = Math.exp(logQ);
        double sum = p + q;
        return Math.max(0, (share(p, sum) + share(q, sum)) / 2);
    }

    private static double share(double probability, double sum) {
        return probability == 0 ? 0 : probability * Math.log(2 * (probability / sum));
    }
}
