package dev.sonde.kernel;

import dev.sonde.kernel.display.PlainRenderer;
import dev.sonde.kernel.transport.QueuedConnection;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** A kernel in this JVM on free ports, with one client. */
final class RunningKernel implements AutoCloseable {

    final QueuedConnection connection;
    final RawClient client;
    private final SondeKernel kernel;
    private final KernelConnectionProperties properties;

    static RunningKernel start() {
        try {
            return new RunningKernel();
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("the kernel of the test did not start", failed);
        }
    }

    private RunningKernel() throws IOException, GeneralSecurityException {
        properties = new KernelConnectionProperties(
                "127.0.0.1",
                FreePort.next(),
                FreePort.next(),
                FreePort.next(),
                FreePort.next(),
                FreePort.next(),
                "tcp",
                "hmac-sha256",
                "a-test-key");
        connection = new QueuedConnection(properties);
        kernel = new SondeKernel(new PlainRenderer());
        kernel.start(connection);
        client = new RawClient(properties);
        client.awaitReady();
    }

    /** The first broadcast that a further subscriber of a topic gets. */
    Received another(String topic) throws GeneralSecurityException {
        try (var other = new RawClient(properties, topic)) {
            return other.nextBroadcast(message -> true);
        }
    }

    /** A further client. */
    RawClient another() throws GeneralSecurityException {
        return new RawClient(properties);
    }

    @Override
    public void close() {
        client.close();
        connection.close();
        kernel.close();
    }
}
