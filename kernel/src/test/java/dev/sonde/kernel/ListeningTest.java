package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.kernel.display.PlainRenderer;
import dev.sonde.kernel.transport.QueuedConnection;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Where a kernel listens. Linux answers to all of 127.0.0.0/8, so 127.0.0.2 is another address of the same machine. */
@EnabledOnOs(OS.LINUX)
class ListeningTest {

    private static final String OTHER_ADDRESS = "127.0.0.2";

    @Test
    void a_kernel_for_127_0_0_1_listens_there_only() throws Exception {
        listening("127.0.0.1", port -> {
            new Socket("127.0.0.1", port).close();
            assertThatThrownBy(() -> new Socket(OTHER_ADDRESS, port).close()).isInstanceOf(ConnectException.class);
        });
    }

    @Test
    void a_kernel_for_0_0_0_0_listens_everywhere() throws Exception {
        listening("0.0.0.0", port -> {
            try (var socket = new Socket(OTHER_ADDRESS, port)) {
                assertThat(socket.isConnected()).isTrue();
            }
        });
    }

    private interface PortCheck {
        void on(int port) throws IOException;
    }

    private static void listening(String ip, PortCheck check) throws Exception {
        List<Integer> ports = ports();
        QueuedConnection connection = connection(ip, ports);
        try (var kernel = new SondeKernel(new PlainRenderer())) {
            kernel.start(connection);
            for (int port : ports) {
                check.on(port);
            }
        } finally {
            connection.close();
        }
    }

    private static QueuedConnection connection(String ip, List<Integer> ports) throws Exception {
        return new QueuedConnection(new KernelConnectionProperties(
                ip,
                ports.get(0),
                ports.get(1),
                ports.get(2),
                ports.get(3),
                ports.get(4),
                "tcp",
                "hmac-sha256",
                "a-test-key"));
    }

    private static List<Integer> ports() throws IOException {
        return List.of(FreePort.next(), FreePort.next(), FreePort.next(), FreePort.next(), FreePort.next());
    }
}
