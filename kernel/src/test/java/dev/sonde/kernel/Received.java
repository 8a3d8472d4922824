package dev.sonde.kernel;

import com.google.gson.JsonObject;
import java.util.List;

/** A message that a client received. */
record Received(JsonObject header, JsonObject parent, JsonObject metadata, JsonObject content, List<byte[]> buffers) {

    String type() {
        return header.get("msg_type").getAsString();
    }

    String parentId() {
        return parent.has("msg_id") ? parent.get("msg_id").getAsString() : "";
    }

    /** A field of the content as text. */
    String text(String key) {
        return content.get(key).getAsString();
    }
}
