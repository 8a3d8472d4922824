package dev.sonde.kernel.session;

import dev.sonde.kernel.comm.Comms;

/** Finds the comms of the cell that runs. */
public final class CellComms {

    private CellComms() {}

    /**
     * The comms of the session that the calling thread belongs to.
     *
     * @throws IllegalStateException if no session is open
     */
    public static Comms current() {
        if (StandardStreams.input() instanceof LineInput cells) {
            return cells.comms();
        }
        throw new IllegalStateException(
                "No notebook cell is running, so there is nobody to talk to. Use comms in the cells of a notebook.");
    }
}
