package dev.sonde.kernel.session;

import java.util.List;

/**
 * Why a cell failed, as Jupyter shows it.
 *
 * @param name full class name of the error, or {@code CompileError}, {@code Interrupted}
 * @param message one line or more; empty when the error has none
 * @param traceback lines for the user, with ANSI colours
 */
public record CellError(String name, String message, List<String> traceback) {

    /** Copies the lines. */
    public CellError {
        traceback = List.copyOf(traceback);
    }
}
