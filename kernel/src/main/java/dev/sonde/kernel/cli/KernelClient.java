package dev.sonde.kernel.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A client that asks a kernel on two of its channels; one request at a time, so the next reply is the answer. */
final class KernelClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MILLIS = 500;

    private final ZContext context = new ZContext();
    private final String key;
    private final ZMQ.Socket shell;
    private final ZMQ.Socket control;

    KernelClient(KernelAddress address) {
        this.key = address.key();
        this.shell = connect(address.port(KernelAddress.Channel.SHELL));
        this.control = connect(address.port(KernelAddress.Channel.CONTROL));
    }

    private ZMQ.Socket connect(int port) {
        ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
        socket.setReceiveTimeOut(PATIENCE_MILLIS);
        socket.setLinger(PATIENCE_MILLIS);
        socket.connect("tcp://%s:%d".formatted(KernelAddress.IP, port));
        return socket;
    }

    /** Asks for the value of an expression; {@link #reply} has it some time. */
    void evaluate(String expression) throws JsonProcessingException {
        send(shell, "execute_request", Map.of("code", "", "silent", true, "user_expressions", Map.of("x", expression)));
    }

    /** The content of the next reply; empty when none comes for half a second. */
    Optional<String> reply() {
        return lastFrame(shell);
    }

    /** Asks the kernel to end, and waits a moment for its word. */
    void shutDown() throws JsonProcessingException {
        send(control, "shutdown_request", Map.of("restart", false));
        lastFrame(control);
    }

    private static Optional<String> lastFrame(ZMQ.Socket socket) {
        byte[] frame = socket.recv();
        if (frame == null) {
            return Optional.empty();
        }
        var frames = new ArrayList<>(List.of(frame));
        while (socket.hasReceiveMore()) {
            frames.add(socket.recv());
        }
        return Optional.of(new String(frames.get(frames.size() - 1), StandardCharsets.UTF_8));
    }

    private void send(ZMQ.Socket socket, String type, Map<String, ?> content) throws JsonProcessingException {
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
        socket.sendMore(signature(parts));
        parts.subList(0, 3).forEach(socket::sendMore);
        socket.send(parts.get(3));
    }

    private String signature(List<String> parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            parts.forEach(part -> mac.update(part.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
