package dev.sonde.kernel.transport;

import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.channels.ShellHandler;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Brings each request to its handler, and sees to it that it gets exactly one reply between busy and idle. */
final class Router {

    private static final Logger LOGGER = Logger.getLogger(Router.class.getName());

    private final QueuedConnection connection;
    private final Map<MessageType<?>, Lane> lanes = new ConcurrentHashMap<>();
    private final Map<MessageType<?>, AtomicInteger> waiting = new ConcurrentHashMap<>();
    private final Map<Lane, ExecutorService> threads = new EnumMap<>(Lane.class);

    Router(QueuedConnection connection) {
        this.connection = connection;
        for (Lane lane : Lane.values()) {
            threads.put(lane, lane.open());
        }
    }

    void setLane(MessageType<?> type, Lane lane) {
        lanes.put(type, lane);
    }

    void submit(Lane lane, Runnable task) {
        ExecutorService thread = threads.get(lane);
        try {
            if (thread != null) {
                thread.execute(task);
            }
        } catch (RejectedExecutionException closed) {
            LOGGER.fine("A request came after shutdown");
        }
    }

    void route(QueuedShell channel, Message<?> message) {
        var header = (ReceivedHeader<?>) message.getHeader();
        ShellHandler<?> handler = connection.getHandler(header.getType());
        if (handler != null || header.typeName().endsWith("_request")) {
            AtomicInteger queue = waiting.computeIfAbsent(header.getType(), type -> new AtomicInteger());
            queue.incrementAndGet();
            submit(lanes.getOrDefault(header.getType(), Lane.CONTROL), () -> {
                queue.decrementAndGet();
                handle(channel, message, handler);
            });
        } else {
            LOGGER.log(Level.FINE, "Ignored a message of type {0}", header.typeName());
        }
    }

    /** Whether requests of a type were received whose handler has not begun. */
    boolean isWaiting(MessageType<?> type) {
        AtomicInteger queue = waiting.get(type);
        return queue != null && queue.get() > 0;
    }

    private void handle(QueuedShell channel, Message<?> message, @Nullable ShellHandler<?> handler) {
        var environment = RequestEnvironment.of(connection.prepareReplyEnv(channel, message));
        environment.setStatusBusy();
        try {
            if (handler == null) {
                refuse(channel, message, "UnknownRequest", "This kernel does not know the request.");
            } else {
                call(handler, environment, message);
            }
        } catch (Throwable failure) { // whatever happens, the client must get its reply and its idle
            LOGGER.log(Level.WARNING, "A request failed", failure);
            if (!environment.replied()) {
                refuse(channel, message, failure.getClass().getName(), String.valueOf(failure.getMessage()));
            }
        } finally {
            environment.resolveDeferrals();
            environment.setStatusIdle();
        }
        if (environment.isMarkedForShutdown()) {
            connection.close();
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the handler was registered for this type
    private static void call(ShellHandler handler, RequestEnvironment environment, Message<?> message) {
        MessageType<?> type = message.getHeader().getType();
        Object content = RequestContents.of(type, (JsonObject) message.getContent());
        handler.handle(
                environment,
                new Message(
                        message.getIdentities(),
                        message.getHeader(),
                        null,
                        message.getMetadata(),
                        content,
                        message.getBlobs()));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void refuse(QueuedShell channel, Message<?> message, String name, String value) {
        String typeName = ((ReceivedHeader<?>) message.getHeader()).typeName();
        if (typeName.endsWith("_request")) {
            var content = Map.of("status", "error", "ename", name, "evalue", value, "traceback", List.of());
            String replyName = typeName.substring(0, typeName.length() - "request".length()) + "reply";
            connection.post(channel, new Message(message, MessageType.UNKNOWN, content), replyName);
        }
    }

    void close() {
        threads.values().forEach(ExecutorService::shutdown);
    }
}
