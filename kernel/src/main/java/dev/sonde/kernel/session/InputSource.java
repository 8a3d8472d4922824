package dev.sonde.kernel.session;

import java.io.IOException;

/** Where a cell that reads {@code System.in} gets its lines. */
@FunctionalInterface
public interface InputSource {

    /** Refuses: for runs in which nobody can answer. */
    InputSource NONE = (prompt, password) -> {
        throw new IOException("This cell asks for input, but nobody can answer here. Run it in a notebook front end.");
    };

    /**
     * Asks for one line and waits for it.
     *
     * @param prompt shown to the user, may be empty
     * @param password true to hide what is typed
     * @return the line without its end
     * @throws IOException if no line can be had
     * @throws InterruptedException if the cell is interrupted while it waits
     */
    String readLine(String prompt, boolean password) throws IOException, InterruptedException;
}
