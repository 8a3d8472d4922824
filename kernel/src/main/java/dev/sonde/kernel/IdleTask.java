package dev.sonde.kernel;

import dev.sonde.kernel.session.CellSession;
import dev.sonde.kernel.session.DaemonTimer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something once, when no cell has run for a second: nobody who runs cells waits for it. */
final class IdleTask implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CellSession session;
    private final ScheduledExecutorService timer = DaemonTimer.named("kernel-idle");

    IdleTask(CellSession session) {
        this.session = session;
    }

    /** Does it when the session is idle. */
    void run(Runnable task) {
        wait(task, -1);
    }

    private void look(Runnable task, int cells) {
        int now = session.executionCount();
        if (session.runningCell() == 0 && now == cells) {
            task.run();
            timer.shutdown();
        } else {
            wait(task, now);
        }
    }

    private void wait(Runnable task, int cells) {
        var unused = timer.schedule(() -> look(task, cells), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
