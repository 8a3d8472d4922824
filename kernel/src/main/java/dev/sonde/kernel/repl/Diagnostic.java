package dev.sonde.kernel.repl;

import java.util.Optional;

/**
 * What the compiler says about a cell.
 *
 * @param severity whether the cell can run
 * @param message the compiler's words
 * @param start where it starts; empty when it concerns the whole cell
 * @param end where it ends, exclusive; empty when unknown
 */
public record Diagnostic(Severity severity, String message, Optional<Place> start, Optional<Place> end) {

    /** How bad it is. */
    public enum Severity {
        WARNING,
        ERROR
    }
}
