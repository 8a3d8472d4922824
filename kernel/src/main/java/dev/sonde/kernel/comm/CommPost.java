package dev.sonde.kernel.comm;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * What a comm says to the client.
 *
 * @param kind what it does
 * @param comm the comm's id
 * @param target what the client is to connect it to; of no use but when it opens
 * @param data any JSON
 * @param metadata beside the message
 * @param buffers bytes that follow it as they are
 */
public record CommPost(
        Kind kind, String comm, String target, JsonElement data, JsonObject metadata, List<byte[]> buffers) {

    /** What a message does to its comm. */
    public enum Kind {
        /** Begins it. */
        OPEN,
        /** Is said through it. */
        MESSAGE,
        /** Ends it. */
        CLOSE
    }

    /** Copies the list. */
    public CommPost {
        buffers = List.copyOf(buffers);
    }

    /** Ends a comm without a word. */
    public static CommPost close(String comm) {
        return new CommPost(Kind.CLOSE, comm, "", new JsonObject(), new JsonObject(), List.of());
    }
}
