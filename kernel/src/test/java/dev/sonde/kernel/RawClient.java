package dev.sonde.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A Jupyter client that can also misbehave: it speaks ZeroMQ itself, frame by frame. */
final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final String DELIMITER = "<IDS|MSG>";
    private static final Gson GSON = new Gson();

    final ZMQ.Socket shell;
    final ZMQ.Socket control;
    final ZMQ.Socket stdin;
    final ZMQ.Socket heartbeat;
    private final ZMQ.Socket iopub;
    private final ZContext context = new ZContext();
    private final HMACGenerator signer;
    private final Deque<Received> broadcasts = new ArrayDeque<>();

    RawClient(KernelConnectionProperties properties) throws GeneralSecurityException {
        this(properties, "");
    }

    RawClient(KernelConnectionProperties properties, String topic) throws GeneralSecurityException {
        signer = properties.createHMACGenerator();
        shell = connect(SocketType.DEALER, properties.getShellPort());
        control = connect(SocketType.DEALER, properties.getControlPort());
        stdin = context.createSocket(SocketType.DEALER);
        stdin.setIdentity(shell.getIdentity());
        open(stdin, properties.getStdinPort());
        heartbeat = connect(SocketType.REQ, properties.getHbPort());
        iopub = context.createSocket(SocketType.SUB);
        iopub.setRcvHWM(0);
        iopub.subscribe(topic.getBytes(StandardCharsets.UTF_8));
        open(iopub, properties.getIopubPort());
    }

    private ZMQ.Socket connect(SocketType type, int port) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setIdentity(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
        open(socket, port);
        return socket;
    }

    private static void open(ZMQ.Socket socket, int port) {
        socket.setReceiveTimeOut(PATIENCE_MILLIS);
        socket.setLinger(0);
        socket.connect("tcp://127.0.0.1:" + port);
    }

    /** Asks for kernel info until the answer is also heard on iopub: subscriptions take a moment. */
    void awaitReady() {
        String id = send(shell, "kernel_info_request", Map.of());
        reply(shell, id);
        iopub.setReceiveTimeOut(200);
        while (iopub.recv() == null) {
            reply(shell, send(shell, "kernel_info_request", Map.of()));
        }
        iopub.setReceiveTimeOut(PATIENCE_MILLIS);
        while (iopub.hasReceiveMore()) {
            iopub.recv();
        }
    }

    /** Runs a cell and returns its reply. */
    Received execute(String code) {
        return reply(shell, send(shell, "execute_request", Map.of("code", code)));
    }

    /** Sends a request and returns its id. */
    String send(ZMQ.Socket socket, String type, Map<String, ?> content) {
        String id = UUID.randomUUID().toString();
        sendFrames(socket, frames(header(id, type), GSON.toJson(content)));
        return id;
    }

    /** Sends a message with metadata and buffers and returns its id. */
    String send(String type, String content, String metadata, List<byte[]> buffers) {
        String id = UUID.randomUUID().toString();
        var frames = new ArrayList<>(frames(header(id, type), metadata, content));
        frames.addAll(buffers);
        sendFrames(shell, frames);
        return id;
    }

    static String header(String id, String type) {
        return GSON.toJson(Map.of(
                "msg_id",
                id,
                "username",
                "tester",
                "session",
                "s1",
                "msg_type",
                type,
                "version",
                "5.3",
                "extra",
                "kept"));
    }

    /** The frames of a rightly signed message. */
    List<byte[]> frames(String header, String content) {
        return frames(header, "{}", content);
    }

    private List<byte[]> frames(String header, String metadata, String content) {
        byte[] head = header.getBytes(StandardCharsets.UTF_8);
        byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
        byte[] beside = metadata.getBytes(StandardCharsets.UTF_8);
        byte[] body = content.getBytes(StandardCharsets.UTF_8);
        byte[] signature = signer.calculateSignature(head, empty, beside, body).getBytes(StandardCharsets.US_ASCII);
        return List.of(DELIMITER.getBytes(StandardCharsets.US_ASCII), signature, head, empty, beside, body);
    }

    void sendFrames(ZMQ.Socket socket, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    /** The reply to a request; replies to others before it are an error of the kernel. */
    Received reply(ZMQ.Socket socket, String id) {
        Received reply = receive(socket);
        if (!reply.parentId().equals(id)) {
            throw new AssertionError("Expected the reply to " + id + ", got " + reply);
        }
        return reply;
    }

    /** The next message of a socket. */
    Received receive(ZMQ.Socket socket) {
        List<byte[]> frames = new ArrayList<>();
        do {
            byte[] frame = socket.recv();
            if (frame == null) {
                throw new AssertionError("No message came within " + PATIENCE_MILLIS + " ms; heard: " + broadcasts);
            }
            frames.add(frame);
        } while (socket.hasReceiveMore());
        int start = 0;
        while (!new String(frames.get(start), StandardCharsets.US_ASCII).equals(DELIMITER)) {
            start++;
        }
        List<JsonObject> parts = frames.subList(start + 2, start + 6).stream()
                .map(RawClient::json)
                .toList();
        return new Received(
                parts.get(0), parts.get(1), parts.get(2), parts.get(3), frames.subList(start + 6, frames.size()));
    }

    private static JsonObject json(byte[] frame) {
        return JsonParser.parseString(new String(frame, StandardCharsets.UTF_8)).getAsJsonObject();
    }

    /** Broadcasts that belong to a request, up to and with its idle. */
    List<Received> broadcastsOf(String id) {
        List<Received> found = new ArrayList<>();
        do {
            found.add(nextBroadcast(message -> message.parentId().equals(id)));
        } while (!isIdle(found.get(found.size() - 1)));
        return found;
    }

    /** The next broadcast that is wanted; the others wait for whoever wants them. */
    Received nextBroadcast(Predicate<Received> wanted) {
        for (var waiting = broadcasts.iterator(); waiting.hasNext(); ) {
            Received next = waiting.next();
            if (wanted.test(next)) {
                waiting.remove();
                return next;
            }
        }
        for (Received next = receive(iopub); ; next = receive(iopub)) {
            if (wanted.test(next)) {
                return next;
            }
            broadcasts.add(next);
        }
    }

    private static boolean isIdle(Received message) {
        return message.type().equals("status")
                && message.text("execution_state").equals("idle");
    }

    @Override
    public void close() {
        context.close();
    }
}
