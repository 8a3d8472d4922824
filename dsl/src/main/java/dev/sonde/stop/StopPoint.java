package dev.sonde.stop;

import java.util.concurrent.CancellationException;

/**
 * Where work that may take long looks whether somebody still wants it. Java cannot stop a thread from outside, so every
 * loop that can run for more than some tenths of a second passes here: between layers, tensors, tokens, rows, files.
 *
 * <p>What the work has done so far is given up, and nothing of it is kept or counted; what was finished before stays.
 */
public final class StopPoint {

    private StopPoint() {}

    /**
     * Goes on, unless the thread is interrupted; the flag stays set.
     *
     * @param where as in "Interrupted during a forward pass"
     * @throws CancellationException if the thread is interrupted
     */
    public static void pass(String where) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Interrupted " + where);
        }
    }

    /**
     * {@link #pass} in one round of many: for loops whose rounds are short.
     *
     * @param round from 0
     */
    public static void pass(String where, long round) {
        if ((round & 0xFFFF) == 0) {
            pass(where);
        }
    }
}
