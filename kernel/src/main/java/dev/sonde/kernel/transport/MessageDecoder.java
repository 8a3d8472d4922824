package dev.sonde.kernel.transport;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.spencerpark.jupyter.messages.Message;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads one whole multipart message; content stays JSON until somebody knows its type. */
final class MessageDecoder {

    static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final int SIGNED_PARTS = 4; // header, parent header, metadata, content

    private final Signatures signatures;

    MessageDecoder(Signatures signatures) {
        this.signatures = signatures;
    }

    /**
     * Reads a message.
     *
     * @param frames identities, delimiter, signature, the four signed parts, buffers
     * @throws BadMessageException if the frames are anything else
     */
    Message<?> decode(List<byte[]> frames) throws BadMessageException {
        int delimiter = delimiter(frames);
        if (frames.size() < delimiter + 2 + SIGNED_PARTS) {
            throw new BadMessageException("it has " + frames.size() + " frames, which is too few");
        }
        List<byte[]> signed = frames.subList(delimiter + 2, delimiter + 2 + SIGNED_PARTS);
        signatures.check(frames.get(delimiter + 1), signed);
        ReceivedHeader<?> header = ReceivedHeader.of(object(signed.get(0), "header"));
        JsonObject content = object(signed.get(3), "content");
        List<byte[]> buffers = frames.subList(delimiter + 2 + SIGNED_PARTS, frames.size());
        var identities = List.copyOf(frames.subList(0, delimiter));
        return message(identities, header, metadata(signed.get(2)), content, List.copyOf(buffers));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the content is JSON until the router converts it
    private static Message<?> message(
            List<byte[]> identities,
            ReceivedHeader<?> header,
            Map<String, ?> metadata,
            JsonObject content,
            List<byte[]> buffers) {
        return new Message(identities, header, null, metadata, content, buffers);
    }

    private static int delimiter(List<byte[]> frames) throws BadMessageException {
        for (int i = 0; i < frames.size(); i++) {
            if (Arrays.equals(frames.get(i), DELIMITER)) {
                return i;
            }
        }
        throw new BadMessageException("it has no <IDS|MSG> frame");
    }

    /** As JSON, too. Nothing that is needed stands there, so that a client may well leave it out. */
    private static Map<String, ?> metadata(byte[] json) {
        try {
            return object(json, "metadata").asMap();
        } catch (BadMessageException none) {
            return Map.of();
        }
    }

    private static JsonObject object(byte[] json, String part) throws BadMessageException {
        try {
            JsonElement parsed = JsonParser.parseString(new String(json, StandardCharsets.UTF_8));
            if (parsed.isJsonObject()) {
                return parsed.getAsJsonObject();
            }
        } catch (JsonParseException | StackOverflowError broken) {
            throw new BadMessageException("its " + part + " is not JSON");
        }
        throw new BadMessageException("its " + part + " is not a JSON object");
    }
}
