package dev.sonde.stats;

import java.util.List;
import java.util.Optional;

/**
 * An observed value against the values of the same statistic under m null adapters; larger is more extreme.
 *
 * @param observed the value under test
 * @param nulls m, how many nulls there are, at least 1
 * @param nullMean mean of the null values
 * @param nullSd sample standard deviation of the null values; 0 for one null or equal values
 * @param z (observed - nullMean) / nullSd; NaN never: absent (0 nulls' spread) is {@code 0} with {@code nullSd == 0}
 * @param pValue (r + 1) / (m + 1), r nulls at least as large as observed; Phipson and Smyth 2010. Where the nulls were
 *     stopped early, r / m; Besag and Clifford 1991
 * @param asked how many nulls were asked for; more than m where they were stopped early
 * @param adjusted the p-value that allows for the suite's other probes; empty where that was not computed
 */
public record NullTest(
        double observed,
        int nulls,
        double nullMean,
        double nullSd,
        double z,
        double pValue,
        int asked,
        Optional<Adjusted> adjusted) {

    /** The largest p-value that counts as beating the nulls. */
    public static final double ALPHA = 0.05;

    /** A test of its own, with all the nulls that were asked for. */
    public NullTest(double observed, int nulls, double nullMean, double nullSd, double z, double pValue) {
        this(observed, nulls, nullMean, nullSd, z, pValue, nulls, Optional.empty());
    }

    /**
     * Ranks {@code observed} among {@code nulls}.
     *
     * @throws IllegalArgumentException if there is no null, or a value is not finite
     */
    public static NullTest of(double observed, List<Double> nulls) {
        return of(observed, nulls, nulls.size());
    }

    /**
     * Ranks {@code observed} among {@code nulls} that may have been stopped early.
     *
     * @param asked how many nulls would have been drawn at most
     * @throws IllegalArgumentException if there is no null, or a value is not finite
     */
    public static NullTest of(double observed, List<Double> nulls, int asked) {
        if (nulls.isEmpty() || !Double.isFinite(observed)) {
            throw new IllegalArgumentException("A null test needs a finite value and at least one null, got " + observed
                    + " against " + nulls.size() + " nulls");
        }
        var summary = Summary.of(nulls.stream().mapToDouble(Double::doubleValue).toArray());
        long asLarge = nulls.stream().filter(value -> value >= observed).count();
        double z = summary.sd() == 0 ? 0 : (observed - summary.mean()) / summary.sd();
        double p = nulls.size() < asked ? (double) asLarge / nulls.size() : (asLarge + 1.0) / (nulls.size() + 1);
        return new NullTest(
                observed,
                nulls.size(),
                summary.mean(),
                summary.sd(),
                z,
                p,
                Math.max(asked, nulls.size()),
                Optional.empty());
    }

    /** The same with a p-value that allows for the other tests of the suite. */
    public NullTest with(Adjusted adjustment) {
        return new NullTest(observed, nulls, nullMean, nullSd, z, pValue, asked, Optional.of(adjustment));
    }

    /** The p-value that decides: the adjusted one where there is one. */
    public double decisive() {
        return adjusted.map(Adjusted::pValue).orElse(pValue);
    }

    /** Whether the nulls were stopped before all of them were drawn. */
    public boolean stoppedEarly() {
        return nulls < asked;
    }

    /**
     * How many nulls it takes before the smallest possible p-value is {@code alpha}: 19 for 0.05, 99 for 0.01.
     *
     * @param alpha in (0, 1)
     */
    public static int needed(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("A p-value to reach lies in (0, 1), got " + alpha);
        }
        return (int) Math.ceil(1 / alpha - 1e-9) - 1;
    }

    /**
     * How many nulls at least as large as the observed value make a p-value at most {@code alpha} impossible, whatever the
     * rest of {@code asked} nulls will be; at least 3, so that a test that stops there has a p-value worth the name.
     */
    public static int clear(int asked, double alpha) {
        return Math.max(3, (int) Math.floor(alpha * (asked + 1) + 1e-9) + 1);
    }

    /** The smallest p-value that as many nulls as were asked for can give: 1 / (asked + 1). */
    public double floor() {
        return 1.0 / (asked + 1);
    }
}
