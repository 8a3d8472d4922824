package dev.sonde.trace;

/**
 * How one group of trace events was served.
 *
 * @param key the group's name: a probe, a view, or {@code (before the first probe)}
 * @param lookups hits and misses together
 * @param hits uses after the first
 * @param misses first uses
 * @param tokens that went through the model for the misses
 * @param wallMs time of all events
 */
public record HitRate(String key, long lookups, long hits, long misses, long tokens, double wallMs) {

    /** hits / lookups, in [0, 1]; 0 without lookups. */
    public double rate() {
        return lookups == 0 ? 0 : (double) hits / lookups;
    }
}
