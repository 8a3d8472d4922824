package dev.sonde.suite;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.probe.Evidence;

/**
 * Evidence of a kind that is not registered here, as it stands in the file; writing gives it back unchanged.
 *
 * @param content the file's own words
 */
public record UnknownEvidence(@JsonValue JsonNode content) implements Evidence {}
