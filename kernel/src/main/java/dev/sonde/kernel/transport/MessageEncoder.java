package dev.sonde.kernel.transport;

import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.messages.Header;
import io.github.spencerpark.jupyter.messages.Message;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes messages as frames: with the kernel's own session, exact dates and a status in every reply. */
final class MessageEncoder {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String REPLY = "_reply";

    private final Signatures signatures;
    private final String session = UUID.randomUUID().toString();

    MessageEncoder(Signatures signatures) {
        this.signatures = signatures;
    }

    /**
     * The frames of a message of the type that its header names.
     *
     * @throws com.google.gson.JsonParseException if the content holds objects that have no JSON form
     */
    List<byte[]> encode(Message<?> message) {
        return encode(message, message.getHeader().getType().getName());
    }

    /** The frames of a message of another type, for types that the base kernel does not know. */
    List<byte[]> encode(Message<?> message, String typeName) {
        List<byte[]> signed = List.of(
                WireJson.bytes(header(message.getHeader(), typeName)),
                WireJson.bytes(parent(message)),
                WireJson.bytes(message.hasMetadata() ? WireJson.withNulls(message.getMetadata()) : new JsonObject()),
                WireJson.bytes(content(message, typeName)));
        var frames = new ArrayList<>(message.getIdentities());
        frames.add(MessageDecoder.DELIMITER);
        frames.add(signatures.sign(signed));
        frames.addAll(signed);
        if (message.getBlobs() != null) {
            frames.addAll(message.getBlobs());
        }
        return frames;
    }

    private JsonObject header(Header<?> header, String typeName) {
        var json = new JsonObject();
        json.addProperty("msg_id", header.getId());
        json.addProperty("username", Header.KERNEL_USERNAME);
        json.addProperty("session", session);
        json.addProperty("date", DATE.format(Instant.now()));
        json.addProperty("msg_type", typeName);
        json.addProperty("version", Header.PROTOCOL_VERISON);
        return json;
    }

    private static JsonObject parent(Message<?> message) {
        return message.getParentHeader() instanceof ReceivedHeader<?> parent ? parent.raw() : new JsonObject();
    }

    private static JsonObject content(Message<?> message, String typeName) {
        JsonObject content = WireJson.tree(message.getContent()).getAsJsonObject();
        if (typeName.endsWith(REPLY) && !content.has("status")) {
            content.addProperty("status", "ok");
        }
        return content;
    }
}
