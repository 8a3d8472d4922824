package dev.sonde.stats;

/** How many more values it would take to support a claim, going by those at hand. */
public final class NeededNumber {

    private NeededNumber() {}

    /**
     * About how many values decide on which side of {@code threshold} the mean lies: the interval shrinks with the
     * root of their number.
     *
     * @param n how many there are
     * @param interval of their mean
     * @param mean inside the interval
     * @param threshold inside the interval, other than the mean
     * @return more than n; {@link Integer#MAX_VALUE} when the mean is at the threshold
     */
    public static int toExclude(double threshold, double mean, Interval interval, int n) {
        double half = threshold < mean ? mean - interval.lower() : interval.upper() - mean;
        double ratio = half / Math.abs(mean - threshold);
        return (int) Math.max(n + 1.0, Math.ceil(n * ratio * ratio)); // the cast caps infinity and takes NaN to 0
    }
}
