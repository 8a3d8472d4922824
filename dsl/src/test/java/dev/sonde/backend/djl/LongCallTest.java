package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LongCallTest {

    private final BlockingQueue<String> freed = new ArrayBlockingQueue<>(4);
    private final Semaphore turn = new Semaphore(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        mayEnd.countDown();
        Thread.interrupted();
    }

    @Test
    void gives_what_the_call_makes_and_frees_nothing() {
        assertThat(new LongCall<>(() -> "ids", freed::add, turn).await("in a test"))
                .isEqualTo("ids");
        assertThat(freed).isEmpty();
    }

    @Test
    void throws_what_the_call_throws() {
        var call = new LongCall<String>(
                () -> {
                    throw new IllegalStateException("no such token");
                },
                freed::add,
                turn);

        assertThatIllegalStateException()
                .isThrownBy(() -> call.await("in a test"))
                .withMessage("no such token");
    }

    @Test
    void who_is_interrupted_does_not_wait_and_what_comes_late_is_freed() throws Exception {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread waiting = waiting(thrown);
        begun.await();

        waiting.interrupt();
        waiting.join(); // while the call still runs

        assertThat(thrown.get()).isInstanceOf(CancellationException.class).hasMessage("Interrupted in a test");
        assertThat(freed).isEmpty();
        mayEnd.countDown();
        assertThat(freed.take()).isEqualTo("late");
    }

    @Test
    void the_next_call_waits_for_one_left_behind_and_can_be_interrupted_too() throws Exception {
        Thread waiting = waiting(new AtomicReference<>());
        begun.await();
        waiting.interrupt();
        waiting.join();

        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> new LongCall<>(() -> "never made", freed::add, turn).await("in its turn"))
                .withMessage("Interrupted in its turn");
        assertThat(Thread.interrupted()).isTrue();

        var next = CompletableFuture.supplyAsync(
                () -> List.copyOf(new LongCall<>(() -> List.copyOf(freed), made -> {}, turn).await("in its turn")));
        mayEnd.countDown();
        assertThat(next.get()).containsExactly("late");
    }

    /** A caller of a call that has begun, and ends when it may. */
    private Thread waiting(AtomicReference<@Nullable Throwable> thrown) {
        var call = new LongCall<>(
                () -> {
                    begun.countDown();
                    try {
                        mayEnd.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("nobody interrupts a native call", e);
                    }
                    return "late";
                },
                freed::add,
                turn);
        var thread = new Thread(() -> call.await("in a test"));
        thread.setUncaughtExceptionHandler((dead, error) -> thrown.set(error));
        thread.start();
        return thread;
    }
}
