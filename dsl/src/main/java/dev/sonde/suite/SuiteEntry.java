package dev.sonde.suite;

import dev.sonde.probe.ProbeSpec;

/**
 * A probe's place in a suite.
 *
 * @param spec its settings
 * @param enabled false: the result is {@code SKIP}
 * @param weight its share in its category's score; finite, at least 0
 */
public record SuiteEntry(ProbeSpec spec, boolean enabled, double weight) {

    /** Refuses a negative or non-finite weight. */
    public SuiteEntry {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("Probe '" + spec.name() + "' needs a finite weight >= 0, was " + weight);
        }
    }

    /** An enabled probe of weight 1. */
    public static SuiteEntry of(ProbeSpec spec) {
        return new SuiteEntry(spec, true, 1);
    }
}
