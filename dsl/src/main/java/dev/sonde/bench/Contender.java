package dev.sonde.bench;

import java.util.function.Supplier;

/**
 * One way of doing some work.
 *
 * @param name for people, unique among those compared
 * @param round does the work once and says how much it was; the same amount every time
 */
public record Contender(String name, Supplier<Work> round) {}
