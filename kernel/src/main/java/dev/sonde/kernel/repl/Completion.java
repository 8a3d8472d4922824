package dev.sonde.kernel.repl;

import java.util.List;

/**
 * Candidates with the range that they replace.
 *
 * @param candidates best first, each text once
 * @param start UTF-16 offset of the typed prefix
 * @param end UTF-16 offset of the cursor
 */
public record Completion(List<Candidate> candidates, int start, int end) {}
