package dev.sonde.cache;

/**
 * How the evaluations of one run were served.
 *
 * @param cacheHits uses of an answer after its first
 * @param cacheMisses first uses: each cost a computation
 * @param forwardPasses evaluations (one prompt under one view each) that the model answered, counted where it computes; a
 *     batch that an interrupt ended half-way answered none, and is none;
 *     equals {@code cacheMisses} plus {@code unusedPrefetches} unless an interrupt cut a call short
 * @param unusedPrefetches evaluations computed in advance that nothing used, as after an interrupt or an error
 * @param batches how many times the model was called
 * @param computeMillis time spent in the model
 */
public record BackendStats(
        long cacheHits,
        long cacheMisses,
        long forwardPasses,
        long unusedPrefetches,
        long batches,
        double computeMillis) {

    /** Nothing happened. */
    public static final BackendStats NONE = new BackendStats(0, 0, 0, 0, 0, 0);

    /** Hits and misses together. */
    public long lookups() {
        return cacheHits + cacheMisses;
    }

    /** Hits over lookups, in [0, 1]; 0 without lookups. */
    public double hitRate() {
        return lookups() == 0 ? 0 : (double) cacheHits / lookups();
    }
}
