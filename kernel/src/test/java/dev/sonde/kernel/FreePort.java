package dev.sonde.kernel;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port to listen on a moment later, when nobody else will have it. */
final class FreePort {

    // systems give outgoing connections a port from 32768 on, at any time
    private static final int FROM = 20_000;
    private static final int TO = 32_000;

    private FreePort() {}

    static int next() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FROM, TO);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                continue;
            }
        }
    }
}
