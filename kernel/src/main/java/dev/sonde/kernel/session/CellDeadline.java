package dev.sonde.kernel.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Interrupts a cell whose time is over, again and again until it ends. */
final class CellDeadline implements AutoCloseable {

    private static final long BETWEEN_REMINDERS_MILLIS = 500;

    private final Runnable interrupt;
    private final ScheduledExecutorService timer = DaemonTimer.named("cell-deadline");
    private Optional<Duration> everyCell = Optional.empty();
    private Optional<Duration> current = Optional.empty();
    private boolean over;
    private @Nullable ScheduledFuture<?> alarm;

    /** A deadline that asks the running cell to stop with {@code interrupt}. */
    CellDeadline(Runnable interrupt) {
        this.interrupt = interrupt;
    }

    /** The limit of every cell that starts from now on; empty for none. */
    synchronized void everyCell(Optional<Duration> limit) {
        everyCell = limit;
    }

    synchronized Optional<Duration> everyCell() {
        return everyCell;
    }

    /** A cell starts. */
    synchronized void cellStarts() {
        over = false;
        everyCell.ifPresent(this::limit);
    }

    /** The running cell may take so long from now on; replaces an earlier limit. */
    synchronized void limit(Duration limit) {
        cancel();
        current = Optional.of(limit);
        alarm = timer.scheduleWithFixedDelay(
                this::ring, limit.toMillis(), BETWEEN_REMINDERS_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The running cell may take as long as it likes. */
    synchronized void lift() {
        cancel();
        current = Optional.empty();
    }

    private synchronized void ring() {
        if (alarm != null) {
            over = true;
            interrupt.run();
        }
    }

    /** The cell ended. */
    synchronized void cellEnds() {
        lift();
    }

    /** The limit that the running cell has exceeded; empty if it has not. */
    synchronized Optional<Duration> exceeded() {
        return over ? current : Optional.empty();
    }

    private void cancel() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
