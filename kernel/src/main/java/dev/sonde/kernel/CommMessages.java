package dev.sonde.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sonde.kernel.comm.CommMessage;
import dev.sonde.kernel.comm.CommPost;
import dev.sonde.kernel.comm.Comms;
import dev.sonde.kernel.comm.PlainJson;
import dev.sonde.kernel.session.CellSession;
import dev.sonde.kernel.transport.RequestEnvironment;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.request.CommInfoRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes what clients say through comms to the handlers of cells; their contents come as JSON. */
final class CommMessages {

    private static final Logger LOGGER = Logger.getLogger(CommMessages.class.getName());

    private final CellSession session;
    private final Comms comms;

    CommMessages(CellSession session) {
        this.session = session;
        this.comms = session.comms();
    }

    /** Opens a comm, or closes it at once when no cell knows what it is for. */
    void open(ShellReplyEnvironment environment, Message<?> message) {
        String id = text(message, "comm_id");
        String target = text(message, "target_name");
        var sink = new IOPubSink(RequestEnvironment.of(environment));
        if (id.isEmpty()) {
            LOGGER.log(Level.WARNING, "Refused a comm for ''{0}'': it has no id", target);
        } else if (comms.knows(target)) {
            String event = "Opening a comm for '" + target + "'";
            session.react(event, sink, () -> comms.opened(id, target, words(message)));
        } else {
            LOGGER.log(Level.WARNING, "Refused a comm for ''{0}'': no cell has registered it", target);
            sink.comm(CommPost.close(id));
        }
    }

    /** Hands a message on; a client that believes in a comm which is none is told so. */
    void message(ShellReplyEnvironment environment, Message<?> message) {
        String id = text(message, "comm_id");
        var sink = new IOPubSink(RequestEnvironment.of(environment));
        if (comms.has(id)) {
            session.react(event("A message for", id), sink, () -> comms.received(id, words(message)));
        } else {
            LOGGER.log(Level.WARNING, "A message came for the comm ''{0}'', which is not open", id);
            sink.comm(CommPost.close(id));
        }
    }

    /** Closes a comm; one that is none already is what the client wants. */
    void close(ShellReplyEnvironment environment, Message<?> message) {
        String id = text(message, "comm_id");
        if (comms.has(id)) {
            var sink = new IOPubSink(RequestEnvironment.of(environment));
            session.react(event("The closing of", id), sink, () -> comms.closed(id, words(message)));
        }
    }

    /** Lists the open comms, of one target if the client names it. */
    void info(ShellReplyEnvironment environment, Message<CommInfoRequest> message) {
        String wanted = message.getContent().getTargetName();
        var listed = new LinkedHashMap<String, Map<String, String>>();
        comms.openTargets().forEach((id, target) -> {
            if (wanted == null || wanted.equals(target)) {
                listed.put(id, Map.of("target_name", target));
            }
        });
        RequestEnvironment.of(environment)
                .replyWith(MessageType.COMM_INFO_REPLY, Map.of("status", "ok", "comms", listed));
    }

    private String event(String what, String id) {
        return what + " the comm '" + comms.openTargets().get(id) + "'";
    }

    private static CommMessage words(Message<?> message) {
        return new CommMessage(
                PlainJson.valueOf(content(message).get("data")),
                metadata(message),
                Objects.requireNonNullElse(message.getBlobs(), List.of()));
    }

    private static Map<String, @Nullable Object> metadata(Message<?> message) {
        var metadata = new LinkedHashMap<String, @Nullable Object>();
        message.getNonNullMetadata().forEach((key, json) -> metadata.put(key, PlainJson.valueOf((JsonElement) json)));
        return metadata;
    }

    private static String text(Message<?> message, String field) {
        JsonElement value = content(message).get(field);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    private static JsonObject content(Message<?> message) {
        return (JsonObject) message.getContent();
    }
}
