package dev.sonde.kernel.repl;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the code of every cell looks at, in each round of a loop and at the start of each method that calls another.
 *
 * <p>Java has no means to stop a thread that only computes (what there was is gone since Java 20), so {@link StopChecks}
 * writes these looks into the classes of cells, and of cells only: a loop inside a library cannot be left in this way.
 */
public final class StopSign {

    private static final List<CellStop> RAISED = new CopyOnWriteArrayList<>();

    // all that a running cell reads; false nearly always
    private static volatile boolean raised;

    private StopSign() {}

    /** Goes on, or leaves the cell by an error, if its user wants it to stop. */
    public static void check() {
        if (raised) {
            RAISED.forEach(CellStop::obey);
        }
    }

    static void raise(CellStop stop) {
        synchronized (RAISED) {
            RAISED.add(stop);
            raised = true;
        }
    }

    static void lower(CellStop stop) {
        synchronized (RAISED) {
            RAISED.remove(stop);
            raised = !RAISED.isEmpty();
        }
    }
}
