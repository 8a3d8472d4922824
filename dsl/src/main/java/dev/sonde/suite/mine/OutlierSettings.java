package dev.sonde.suite.mine;

import dev.sonde.probe.Divergence;

/**
 * How a pool is searched.
 *
 * @param nulls null adapters that each prompt is compared with; 0 for none. 19 are needed to show anything at 5 %
 * @param divergence how two answers are compared
 * @param seed that the null adapters are drawn from
 */
public record OutlierSettings(int nulls, Divergence divergence, long seed) {

    /** 19 null adapters, Jensen-Shannon. */
    public static final OutlierSettings DEFAULT = new OutlierSettings(19, Divergence.JENSEN_SHANNON, 0);

    /** Refuses a negative number of null adapters. */
    public OutlierSettings {
        if (nulls < 0) {
            throw new IllegalArgumentException("The number of null adapters is at least 0, was " + nulls);
        }
    }

    /** The same with another number of null adapters. */
    public OutlierSettings withNulls(int count) {
        return new OutlierSettings(count, divergence, seed);
    }
}
