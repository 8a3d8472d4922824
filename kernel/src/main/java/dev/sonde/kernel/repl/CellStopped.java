package dev.sonde.kernel.repl;

import java.util.concurrent.CancellationException;

/**
 * Ends a cell that its user interrupted. An error, so that a cell's {@code catch (e: Exception)} does not keep it; its
 * {@code finally} blocks run. Its cause tells libraries, which cannot know this class, what it means.
 */
public final class CellStopped extends Error {

    private static final long serialVersionUID = 1L;

    CellStopped() {
        super("The cell was interrupted.", new CancellationException("The cell was interrupted."));
    }
}
