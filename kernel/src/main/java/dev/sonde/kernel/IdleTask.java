package dev.sonde.kernel;

import dev.sonde.kernel.session.CellSession;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does something once, when no cell has run for a second: nobody who runs cells waits for it. */
final class IdleTask implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CellSession session;
    // a kernel may be closed before it is ready, and then what it would do later is left undone
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(
            1,
            task -> {
                var thread = new Thread(task, "kernel-idle");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());

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
