package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sonde.kernel.display.PlainRenderer;
import dev.sonde.kernel.session.CellSession;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IdleTaskTest {

    @Test
    void a_task_waits_until_no_cell_has_run_for_a_while() throws InterruptedException {
        try (var session = CellSession.kotlin(new PlainRenderer());
                var idle = new IdleTask(session)) {
            var done = new CountDownLatch(1);
            idle.run(done::countDown);

            done.await(); // the test's timeout is the assertion
        }
    }

    @Test
    void a_kernel_that_was_closed_meanwhile_has_nothing_to_do() {
        try (var session = CellSession.kotlin(new PlainRenderer())) {
            var done = new AtomicBoolean();
            var idle = new IdleTask(session);
            idle.close();

            assertThatCode(() -> idle.run(() -> done.set(true))).doesNotThrowAnyException();
            assertThat(done).isFalse();
        }
    }
}
