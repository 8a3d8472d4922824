package dev.sonde.kernel.session;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/** Makes threads that do things later, and that keep no process alive. */
public final class DaemonTimer {

    private DaemonTimer() {}

    /**
     * A timer on a thread of its own. When it is shut down it leaves undone what it is asked to do, and refuses nothing: who
     * asks cannot know that the session ends at that moment.
     */
    public static ScheduledExecutorService named(String thread) {
        var timer = new ScheduledThreadPoolExecutor(
                1,
                task -> {
                    var made = new Thread(task, thread);
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
