package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * What an adapter adds to one module at strength 1; strength lambda multiplies all of it.
 *
 * @param a of a low-rank term: {@code [rank, in]}; for a table {@code [vocabulary, rank]}
 * @param b of a low-rank term, times alpha / rank: {@code [out, rank]}
 * @param full saved weight minus base weight
 * @param bias what is added to the output
 * @param gain what multiplies the base module's output and is added to it (DoRA), {@code [out]}
 */
record ModuleDelta(
        @Nullable NDArray a,
        @Nullable NDArray b,
        @Nullable NDArray full,
        @Nullable NDArray bias,
        @Nullable NDArray gain) {

    /** Whether nothing is added. */
    boolean empty() {
        return a == null && full == null && bias == null && gain == null;
    }
}
