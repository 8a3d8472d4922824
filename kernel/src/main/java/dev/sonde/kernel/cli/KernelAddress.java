package dev.sonde.kernel.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Where a kernel listens on this machine, and the key that signs its messages.
 *
 * @param ports of the channels in {@link Channel}'s order
 * @param key secret
 */
record KernelAddress(List<Integer> ports, String key) {

    static final String IP = "127.0.0.1";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The channels, each with the name of its port in a connection file. */
    enum Channel {
        SHELL("shell_port"),
        IOPUB("iopub_port"),
        STDIN("stdin_port"),
        CONTROL("control_port"),
        HEARTBEAT("hb_port");

        private final String field;

        Channel(String field) {
            this.field = field;
        }
    }

    /** Ports that are free now, and a new key. */
    static KernelAddress free() throws IOException {
        var held = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < Channel.values().length; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return new KernelAddress(
                    held.stream().map(ServerSocket::getLocalPort).toList(),
                    UUID.randomUUID().toString());
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    int port(Channel channel) {
        return ports.get(channel.ordinal());
    }

    /** Writes a connection file that nobody else may read. */
    void write(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        var connection = new LinkedHashMap<String, Object>(
                Map.of("ip", IP, "transport", "tcp", "signature_scheme", "hmac-sha256", "key", key));
        for (Channel channel : Channel.values()) {
            connection.put(channel.field, port(channel));
        }
        JSON.writeValue(file.toFile(), connection);
    }
}
