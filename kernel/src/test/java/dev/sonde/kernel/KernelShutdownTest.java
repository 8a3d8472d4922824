package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KernelShutdownTest {

    @Test
    void replies_and_closes_while_a_cell_runs() throws Exception {
        try (var kernel = RunningKernel.start()) {
            var client = kernel.client;
            client.send(client.shell, "execute_request", Map.of("code", "readln()"));
            client.receive(client.stdin); // the cell runs, and waits

            String id = client.send(client.control, "shutdown_request", Map.of("restart", true));

            assertThat(client.reply(client.control, id).content().get("restart").getAsBoolean())
                    .isTrue();
            assertThat(client.broadcastsOf(id))
                    .extracting(SondeKernelTest::brief)
                    .containsExactly("busy", "idle");
            kernel.connection.waitUntilClose(); // the test's timeout is the assertion
        }
    }
}
