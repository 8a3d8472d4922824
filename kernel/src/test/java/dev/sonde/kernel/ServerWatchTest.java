package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServerWatchTest {

    @Test
    void hears_that_the_server_was_killed() throws Exception {
        Process server = new ProcessBuilder("cat").start(); // waits for input that never comes
        var ended = new CountDownLatch(1);
        ServerWatch.onEnd(Long.toString(server.pid()), ended::countDown);

        assertThat(ended.getCount()).isOne();
        server.destroyForcibly();

        ended.await(); // the test's timeout is the assertion
    }

    @Test
    void leaves_a_kernel_alone_that_has_no_server() {
        for (String pid : new String[] {null, "", "0", "-5", "abc", "999999999999"}) {
            ServerWatch.onEnd(pid, () -> {
                throw new AssertionError("ended by " + pid);
            });
        }
    }
}
