package dev.sonde.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.probe.ProbeSpec;

/**
 * A probe of a suite file whose kind this version does not have: its result is {@code SKIP}, and writing the suite gives
 * it back as it was.
 *
 * @param name of the probe
 * @param kind as it stands in the file
 * @param settings all other keys, unread
 */
public record UnbuiltSpec(String name, String kind, ObjectNode settings) implements ProbeSpec {}
