package dev.sonde.truth;

import dev.sonde.probe.ProbeSpec;

/**
 * A probe in the table.
 *
 * @param spec its settings
 * @param question what it is asked here
 * @param limit why its verdict does not follow the truth everywhere; empty if it does
 */
record TruthRow(ProbeSpec spec, String question, String limit) {

    TruthRow(ProbeSpec spec, String question) {
        this(spec, question, "");
    }

    /** The same with a limit that holds for one model. */
    TruthRow limitedBy(String reason) {
        return new TruthRow(spec, question, reason);
    }
}
