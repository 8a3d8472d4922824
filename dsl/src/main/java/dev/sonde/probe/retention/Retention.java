package dev.sonde.probe.retention;

import dev.sonde.stats.Interval;

/** What is known of a change after a test against a margin; "not significant" is none of these. */
public enum Retention {
    /** The loss exceeds the margin, interval and all. */
    WORSE,
    /** There is a gain, interval and all. */
    BETTER,
    /** If there is a loss, it is within the margin, interval and all. */
    EQUIVALENT,
    /** A loss beyond the margin can neither be shown nor excluded. */
    INCONCLUSIVE;

    /**
     * What an interval of the change says.
     *
     * @param margin largest loss that is none, above 0
     */
    static Retention of(Interval change, double margin) {
        if (change.upper() < -margin) {
            return WORSE;
        }
        if (change.lower() < -margin) {
            return INCONCLUSIVE;
        }
        return change.lower() > 0 ? BETTER : EQUIVALENT;
    }
}
