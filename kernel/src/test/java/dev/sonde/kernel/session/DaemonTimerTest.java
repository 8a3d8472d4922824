package dev.sonde.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DaemonTimerTest {

    private final ScheduledExecutorService timer = DaemonTimer.named("test-timer");

    @Test
    void its_thread_keeps_no_process_alive() throws InterruptedException, ExecutionException {
        Thread thread =
                timer.schedule(Thread::currentThread, 0, TimeUnit.MILLISECONDS).get();
        timer.shutdownNow();

        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("test-timer");
    }

    @Test
    void what_it_is_asked_for_after_the_end_is_left_undone_without_a_word() {
        var done = new AtomicBoolean();
        timer.shutdownNow();

        assertThatCode(() -> {
                    var unused = timer.schedule(() -> done.set(true), 0, TimeUnit.MILLISECONDS);
                    var unusedAlso = timer.scheduleWithFixedDelay(() -> done.set(true), 0, 1, TimeUnit.MILLISECONDS);
                })
                .doesNotThrowAnyException();
        assertThat(done).isFalse();
    }
}
