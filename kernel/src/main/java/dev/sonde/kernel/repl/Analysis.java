package dev.sonde.kernel.repl;

import java.util.List;
import java.util.Optional;

/**
 * What can be said about code without running it.
 *
 * @param syntax whether the code reads as Kotlin
 * @param diagnostics errors and warnings in source order
 * @param type Kotlin type of the last expression; empty when it has none
 */
public record Analysis(Syntax syntax, List<Diagnostic> diagnostics, Optional<String> type) {

    /** State of the code as text. */
    public enum Syntax {
        COMPLETE,
        /** More lines would make it complete. */
        INCOMPLETE,
        /** No further line can mend it. */
        INVALID
    }
}
