package dev.sonde.stats;

/**
 * A p-value that allows for the other tests of its suite.
 *
 * @param pValue held against the same level as a single p-value; from the test's own p-value to 1
 * @param tests how many tests it allows for, this one among them; at least 1
 */
public record Adjusted(double pValue, int tests) {}
