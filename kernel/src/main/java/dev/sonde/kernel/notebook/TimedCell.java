package dev.sonde.kernel.notebook;

import dev.sonde.kernel.display.OutputSink;
import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.CellSession;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs one cell on a thread of its own and interrupts it when its time is over.
 *
 * @param limit empty for none
 */
record TimedCell(CellSession session, Optional<Duration> limit) {

    private static final int REMINDERS = 20;
    private static final Duration BETWEEN_REMINDERS = Duration.ofMillis(500);

    CellOutcome execute(String code, OutputSink sink) {
        var outcome = new CompletableFuture<CellOutcome>();
        var thread = new Thread(() -> complete(outcome, code, sink), "cell");
        thread.setDaemon(true);
        thread.start();
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

    private void complete(CompletableFuture<CellOutcome> outcome, String code, OutputSink sink) {
        try {
            outcome.complete(session.execute(code, sink));
        } catch (Throwable e) {
            outcome.completeExceptionally(e);
        }
    }

    private CellOutcome within(Duration time, CompletableFuture<CellOutcome> outcome)
            throws ExecutionException, InterruptedException {
        try {
            return outcome.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            session.notice("The cell exceeded its time limit of %d s and is interrupted.%n".formatted(time.toSeconds()));
        }
        for (int reminder = 0; reminder < REMINDERS; reminder++) {
            session.interrupt();
            try {
                return outcome.get(BETWEEN_REMINDERS.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                continue;
            }
        }
        throw new NotebookException("The cell exceeded its time limit of %d s and ignored being interrupted."
                .formatted(time.toSeconds()));
    }
}
