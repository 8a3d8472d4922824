package dev.sonde.kernel.session;

import dev.sonde.kernel.repl.CellStop;
import dev.sonde.kernel.repl.CellStopped;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Carries an interrupt request to the thread that evaluates a cell, and only while it does.
 *
 * <p>While the cell still compiles, its thread is not interrupted, which would close the compiler's files: the compiler asks
 * by itself whether the cell was {@link #requested} to stop. A request that comes when no cell runs is void.
 */
final class Interruption {

    private boolean active;
    private boolean requested;
    private boolean evaluating;
    private boolean unheard;
    private @Nullable CellStop stop;

    /** A cell begins; earlier requests are void. */
    synchronized void cellStarts() {
        active = true;
        requested = false;
        unheard = false;
    }

    /** The calling thread begins to evaluate; empty if it must not, because the cell was interrupted before. */
    synchronized Optional<CellStop> evaluationStarts() {
        evaluating = !requested;
        if (!evaluating) {
            return Optional.empty();
        }
        var started = new CellStop();
        stop = started;
        return Optional.of(started);
    }

    /** The calling thread no longer evaluates; its interrupt flag is clear afterwards. */
    synchronized void evaluationEnds() {
        evaluating = false;
        unheard |= stop != null && stop.end();
    }

    /** True if a request came of which the cell took no notice before it ended. */
    synchronized boolean unheard() {
        return unheard;
    }

    /** The cell ended. */
    synchronized void cellEnds() {
        active = false;
    }

    /** True while a cell runs that is not evaluated yet. */
    synchronized boolean compiling() {
        return active && !evaluating;
    }

    /** True once the running cell was asked to stop. */
    synchronized boolean requested() {
        return requested;
    }

    /** Asks the running cell to stop; may be repeated, for code that lost the first interrupt. */
    synchronized boolean request() {
        requested |= active;
        if (evaluating && stop != null) {
            stop.request();
        }
        return active;
    }

    /** True if this failure is how the cell reacted to a request. */
    synchronized boolean explains(Throwable failure) {
        if (!requested) {
            return false;
        }
        for (Throwable at = failure; at != null; at = at.getCause() == at ? null : at.getCause()) {
            if (at instanceof CellStopped
                    || at instanceof InterruptedException
                    || at instanceof CancellationException
                    || at instanceof InterruptedIOException
                    || at instanceof ClosedByInterruptException) {
                return true;
            }
        }
        return false;
    }
}
