package dev.sonde.kernel.transport;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.messages.Header;
import io.github.spencerpark.jupyter.messages.KernelTimestamp;
import io.github.spencerpark.jupyter.messages.MessageType;

/**
 * The header of a received message, together with the JSON it came as: answers name their parent with exactly that,
 * fields that we do not know included.
 */
final class ReceivedHeader<T> extends Header<T> {

    private final JsonObject raw;

    private ReceivedHeader(JsonObject raw, MessageType<T> type) {
        super(
                text(raw, "msg_id", ""),
                text(raw, "username", ""),
                text(raw, "session", ""),
                new KernelTimestamp(text(raw, "date", "")),
                type,
                text(raw, "version", ""));
        this.raw = raw;
    }

    /**
     * Reads a header.
     *
     * @throws BadMessageException if an answer could not name its parent, or the type is missing
     */
    static ReceivedHeader<?> of(JsonObject raw) throws BadMessageException {
        for (String needed : new String[] {"msg_id", "session", "msg_type"}) {
            if (text(raw, needed, "").isEmpty()) {
                throw new BadMessageException("its header has no " + needed);
            }
        }
        return new ReceivedHeader<>(raw, MessageType.getType(text(raw, "msg_type", "")));
    }

    /** The header as it was received. */
    JsonObject raw() {
        return raw;
    }

    /** The message type's name, also of types that the base kernel does not know. */
    String typeName() {
        return text(raw, "msg_type", "");
    }

    private static String text(JsonObject object, String key, String otherwise) {
        JsonElement value = object.get(key);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : otherwise;
    }
}
