package dev.sonde.kernel.notebook;

import dev.sonde.kernel.session.CellError;
import java.util.Optional;

/**
 * How a notebook ran.
 *
 * @param notebook with its outputs; after a failure those of the cells up to and with the failed one
 * @param executed how many code cells ran
 * @param failure the first cell that failed and was not expected to; empty when the notebook went through
 */
public record NotebookRun(Notebook notebook, int executed, Optional<Failure> failure) {

    /**
     * A failed cell.
     *
     * @param number counted from 1 among the code cells that run
     * @param error why
     */
    public record Failure(int number, CellError error) {}

    /** Whether all cells ran as they should. */
    public boolean passed() {
        return failure.isEmpty();
    }
}
