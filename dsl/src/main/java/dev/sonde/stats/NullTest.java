package dev.sonde.stats;

/**
 * An observed value against the values of the same statistic under m null adapters; larger is more extreme.
 *
 * @param observed the value under test
 * @param nulls m, how many nulls there are, at least 1
 * @param nullMean mean of the null values
 * @param nullSd sample standard deviation of the null values; 0 for one null or equal values
 * @param z (observed - nullMean) / nullSd; NaN never: absent (0 nulls' spread) is {@code 0} with {@code nullSd == 0}
 * @param pValue (r + 1) / (m + 1), r nulls at least as large as observed; Phipson and Smyth 2010
 */
public record NullTest(double observed, int nulls, double nullMean, double nullSd, double z, double pValue) {

    /** The smallest p-value that m nulls can give: 1 / (m + 1). */
    public double floor() {
        return 1.0 / (nulls + 1);
    }
}
