package dev.sonde.kernel;

import dev.sonde.kernel.session.CellSession;
import dev.sonde.kernel.session.DaemonTimer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the running cell, again and again for a while: code that catches the first interrupt often stops at the
 * next. There is no means against a library that computes on and ignores them all, nor against the compiler where it
 * generates the code of a cell that it has understood; then it says what is left to do.
 */
final class Interrupter implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int SOON = 2;
    private static final int ATTEMPTS = 8;

    private final CellSession session;
    private final ScheduledExecutorService timer = DaemonTimer.named("kernel-interrupter");

    Interrupter(CellSession session) {
        this.session = session;
    }

    /** Interrupts the running cell; without one, does nothing. */
    void interrupt() {
        int run = session.runningCell();
        if (session.interrupt()) {
            again(run, 1);
        }
    }

    private void again(int run, int attempt) {
        var unused = timer.schedule(() -> retry(run, attempt), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void retry(int run, int attempt) {
        if (session.runningCell() != run) {
            return; // the cell ended
        }
        if (session.compiling()) {
            if (attempt == SOON) {
                session.notice(
                        "The code of the cell is still being generated, which cannot be interrupted. It will not run.\n");
            }
            again(run, attempt + 1);
        } else if (attempt < ATTEMPTS) {
            session.interrupt();
            again(run, attempt + 1);
        } else {
            session.notice("The cell does not react to the interrupt: it computes in a library that neither waits nor"
                    + " checks Thread.interrupted(). Restart the kernel to stop it.\n");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
