package dev.sonde.stats;

import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Interval of a ratio of two paired means, by Fieller's theorem (Fieller 1954): all ratios r for which the mean of {@code y −
 * r x} is not significantly different from 0 in a paired t test.
 */
public final class Fieller {

    private Fieller() {}

    /**
     * The interval of {@code mean(y) / mean(x)}.
     *
     * @param y numerators, finite
     * @param x denominators, one for each numerator
     * @param level confidence in (0, 1)
     * @return empty with fewer than {@link MeanInterval#FEWEST} pairs, and where the mean of x is not significantly
     *     different from 0: the interval would have no end
     * @throws IllegalArgumentException if a value is not finite, or the lengths differ
     */
    public static Optional<Interval> of(double[] y, double[] x, double level) {
        if (y.length != x.length) {
            throw new IllegalArgumentException(
                    "A ratio of paired means needs pairs, got " + y.length + " and " + x.length);
        }
        int n = y.length;
        if (n < MeanInterval.FEWEST) {
            return Optional.empty();
        }
        double meanY = Summary.of(y).mean();
        double meanX = Summary.of(x).mean();
        double t = TDistribution.of(n - 1.0).inverseSurvivalProbability((1 - level) / 2);
        double share = t * t / n;
        double a = meanX * meanX - share * covariance(x, meanX, x, meanX);
        double b = meanX * meanY - share * covariance(x, meanX, y, meanY);
        double c = meanY * meanY - share * covariance(y, meanY, y, meanY);
        if (a <= 0) {
            return Optional.empty();
        }
        double half = Math.sqrt(Math.max(0, b * b - a * c)) / a;
        return Optional.of(new Interval(b / a - half, b / a + half, level, "Fieller"));
    }

    private static double covariance(double[] x, double meanX, double[] y, double meanY) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - meanX) * (y[i] - meanY);
        }
        return sum / (x.length - 1);
    }
}
