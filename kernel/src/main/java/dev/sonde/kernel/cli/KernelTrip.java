package dev.sonde.kernel.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.kernel.install.KernelSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Starts a kernel as Jupyter would, lets it run a cell, and shuts it down.
 *
 * @param argv of the kernelspec
 * @param env of the kernelspec
 */
record KernelTrip(List<String> argv, Map<String, String> env) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHELL = 0;
    private static final int CONTROL = 3;
    private static final List<String> PORTS =
            List.of("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port");

    /**
     * What a kernelspec says.
     *
     * @throws IOException if it cannot be read
     */
    static KernelTrip of(Path kernelJson) throws IOException {
        JsonNode spec = JSON.readTree(kernelJson.toFile());
        var argv = new ArrayList<String>();
        spec.path("argv").forEach(argument -> argv.add(argument.asText()));
        var env = new LinkedHashMap<String, String>();
        spec.path("env")
                .properties()
                .forEach(entry -> env.put(entry.getKey(), entry.getValue().asText()));
        return new KernelTrip(argv, env);
    }

    /**
     * Runs a cell in a process of its own.
     *
     * @param limit how long the kernel may take until it answers
     * @return the value of the expression as text; what the kernel said instead, if it gave none
     * @throws IOException if the kernel cannot be started, or does not answer in time
     */
    String run(String expression, Duration limit) throws IOException, InterruptedException {
        String key = UUID.randomUUID().toString();
        List<Integer> ports = freePorts();
        Path file = Files.createTempFile("sonde-doctor", ".json");
        Path log = Files.createTempFile("sonde-doctor", ".log");
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            JSON.writeValue(file.toFile(), connection(ports, key));
            Process kernel = start(file, log);
            try (var context = new ZContext()) {
                String answer = ask(context, kernel, ports, key, expression, limit, log);
                kernel.waitFor(10, TimeUnit.SECONDS);
                return answer;
            } finally {
                kernel.destroyForcibly();
            }
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(log);
        }
    }

    private Process start(Path file, Path log) throws IOException {
        var command = argv.stream()
                .map(argument -> argument.replace(KernelSpec.CONNECTION_FILE, file.toString()))
                .toList();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(env);
        return builder.start();
    }

    private static String ask(
            ZContext context,
            Process kernel,
            List<Integer> ports,
            String key,
            String expression,
            Duration limit,
            Path log)
            throws IOException {
        ZMQ.Socket shell = connect(context, ports.get(SHELL));
        ZMQ.Socket control = connect(context, ports.get(CONTROL));
        send(
                shell,
                key,
                "execute_request",
                Map.of("code", "", "silent", true, "user_expressions", Map.of("x", expression)));
        long deadline = System.nanoTime() + limit.toNanos();
        String reply = null;
        while (reply == null && kernel.isAlive() && System.nanoTime() < deadline) {
            reply = lastFrame(shell);
        }
        if (reply == null) {
            String said = Files.readString(log).strip();
            throw new IOException((kernel.isAlive()
                            ? "it did not answer within %d s".formatted(limit.toSeconds())
                            : "it ended with code %d".formatted(kernel.exitValue()))
                    + (said.isEmpty()
                            ? ""
                            : " and said: "
                                    + said.lines()
                                            .limit(3)
                                            .reduce((a, b) -> a + " / " + b)
                                            .orElse("")));
        }
        send(control, key, "shutdown_request", Map.of("restart", false));
        lastFrame(control);
        JsonNode value = JSON.readTree(reply).at("/user_expressions/x/data");
        return value.isMissingNode() ? reply : value.path("text/plain").asText();
    }

    private static ZMQ.Socket connect(ZContext context, int port) {
        ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
        socket.setReceiveTimeOut(500);
        socket.setLinger(500);
        socket.connect("tcp://127.0.0.1:" + port);
        return socket;
    }

    /** The content of the next message; null when none comes for a while. */
    private static @Nullable String lastFrame(ZMQ.Socket socket) {
        byte[] frame = socket.recv();
        if (frame == null) {
            return null;
        }
        var frames = new ArrayList<>(List.of(frame));
        while (socket.hasReceiveMore()) {
            frames.add(socket.recv());
        }
        return new String(frames.get(frames.size() - 1), StandardCharsets.UTF_8);
    }

    private static void send(ZMQ.Socket socket, String key, String type, Map<String, ?> content)
            throws JsonProcessingException {
        var header = Map.of(
                "msg_id",
                UUID.randomUUID().toString(),
                "session",
                "doctor",
                "username",
                "doctor",
                "date",
                Instant.now().toString(),
                "msg_type",
                type,
                "version",
                "5.3");
        List<String> parts = List.of(JSON.writeValueAsString(header), "{}", "{}", JSON.writeValueAsString(content));
        socket.sendMore("<IDS|MSG>");
        socket.sendMore(signature(key, parts));
        parts.subList(0, 3).forEach(socket::sendMore);
        socket.send(parts.get(3));
    }

    private static String signature(String key, List<String> parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            parts.forEach(part -> mac.update(part.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    private static Map<String, Object> connection(List<Integer> ports, String key) {
        var connection = new LinkedHashMap<String, Object>(
                Map.of("ip", "127.0.0.1", "transport", "tcp", "signature_scheme", "hmac-sha256", "key", key));
        for (int i = 0; i < PORTS.size(); i++) {
            connection.put(PORTS.get(i), ports.get(i));
        }
        return connection;
    }

    private static List<Integer> freePorts() throws IOException {
        var held = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < PORTS.size(); i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }
}
