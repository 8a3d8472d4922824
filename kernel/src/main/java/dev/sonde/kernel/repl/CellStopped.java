package dev.sonde.kernel.repl;

/**
 * Ends a cell that its user interrupted. An error, so that a cell's {@code catch (e: Exception)} does not keep it; its
 * {@code finally} blocks run.
 */
public final class CellStopped extends Error {

    private static final long serialVersionUID = 1L;

    CellStopped() {
        super("The cell was interrupted.", null, false, false);
    }
}
