package dev.sonde.kernel.repl;

import java.util.List;
import java.util.Optional;

/**
 * Candidates with the range that they replace.
 *
 * @param candidates best first, each text once
 * @param start UTF-16 offset of the typed prefix
 * @param end UTF-16 offset of the cursor
 * @param receiver type of the value before the dot, without packages; empty where there is none or it is not known
 */
public record Completion(List<Candidate> candidates, int start, int end, Optional<String> receiver) {

    /** Candidates of which nobody says whether they are members of something. */
    public Completion(List<Candidate> candidates, int start, int end) {
        this(candidates, start, end, Optional.empty());
    }
}
