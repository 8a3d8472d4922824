package dev.sonde.kernel.notebook;

import dev.sonde.kernel.display.OutputSink;
import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.CellSession;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one thread that compiles and runs all cells of a session (the compiler breaks when a second thread compiles). It
 * interrupts a cell whose time is over.
 */
final class CellThread implements AutoCloseable {

    private static final int REMINDERS = 20;
    private static final Duration BETWEEN_REMINDERS = Duration.ofMillis(500);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var created = new Thread(task, "cells");
        created.setDaemon(true); // a cell that cannot be stopped must not keep the process alive
        return created;
    });
    private final CellSession session;

    /** A thread for the cells of a session. */
    CellThread(CellSession session) {
        this.session = session;
    }

    /**
     * Runs a cell and waits for it.
     *
     * @param limit how long it may take; empty for as long as it likes
     * @throws NotebookException if the cell ignores its time limit
     */
    CellOutcome execute(String code, OutputSink sink, Optional<Duration> limit) {
        Future<CellOutcome> outcome = thread.submit(() -> session.execute(code, sink));
        try {
            return limit.isEmpty() ? outcome.get() : within(limit.get(), outcome);
        } catch (ExecutionException e) {
            throw new NotebookException("The cell's session broke down: " + e.getCause(), e);
        } catch (InterruptedException e) {
            session.interrupt();
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("Interrupted").initCause(e);
        }
    }

    private CellOutcome within(Duration time, Future<CellOutcome> outcome)
            throws ExecutionException, InterruptedException {
        try {
            return outcome.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            session.notice(
                    "The cell exceeded its time limit of %d s and is interrupted.%n".formatted(time.toSeconds()));
        }
        for (int reminder = 0; reminder < REMINDERS; reminder++) {
            session.interrupt();
            try {
                return outcome.get(BETWEEN_REMINDERS.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                continue;
            }
        }
        throw new NotebookException(
                "The cell exceeded its time limit of %d s and ignored being interrupted.".formatted(time.toSeconds()));
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
