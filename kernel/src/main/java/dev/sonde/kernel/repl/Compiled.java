package dev.sonde.kernel.repl;

import java.util.List;

/** What compiling a cell gave. */
public sealed interface Compiled {

    /**
     * The cell can run.
     *
     * @param cell its source
     * @param program the engine's own object, for {@link CellCompiler#evaluate}
     */
    record Ok(CellSource cell, Object program) implements Compiled {}

    /**
     * The cell cannot run; names of earlier cells are as they were.
     *
     * @param cell its source
     * @param diagnostics at least one error, in source order, each once
     */
    record Rejected(CellSource cell, List<Diagnostic> diagnostics) implements Compiled {}

    /**
     * The compiler gave the cell up, as it was asked to; names of earlier cells are as they were.
     *
     * @param cell its source
     */
    record Unwanted(CellSource cell) implements Compiled {}
}
