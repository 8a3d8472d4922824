package dev.sonde.kernel.transport;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.spencerpark.jupyter.messages.MessageType;
import java.util.Map;
import java.util.Set;

/** Contents of requests as the base kernel's classes, with the protocol's defaults for what a client leaves out. */
final class RequestContents {

    private static final Map<MessageType<?>, String> DEFAULTS = Map.of(
            MessageType.EXECUTE_REQUEST,
            "{'code': '', 'silent': false, 'store_history': true, 'user_expressions': {}, 'allow_stdin': true,"
                    + " 'stop_on_error': true}",
            MessageType.COMPLETE_REQUEST,
            "{'code': '', 'cursor_pos': 0}",
            MessageType.INSPECT_REQUEST,
            "{'code': '', 'cursor_pos': 0, 'detail_level': 0}",
            MessageType.IS_COMPLETE_REQUEST,
            "{'code': ''}",
            MessageType.HISTORY_REQUEST,
            "{'hist_access_type': 'tail', 'n': 1000, 'output': false, 'raw': true}");

    // may be any JSON, of which the base kernel's classes take objects only
    private static final Set<MessageType<?>> AS_JSON =
            Set.of(MessageType.COMM_OPEN_COMMAND, MessageType.COMM_MSG_COMMAND, MessageType.COMM_CLOSE_COMMAND);

    private RequestContents() {}

    /**
     * The content of a request; of a comm's message, its JSON.
     *
     * @throws com.google.gson.JsonParseException if a field is of the wrong kind
     */
    static Object of(MessageType<?> type, JsonObject received) {
        if (AS_JSON.contains(type)) {
            return received;
        }
        JsonObject content =
                JsonParser.parseString(DEFAULTS.getOrDefault(type, "{}")).getAsJsonObject();
        for (Map.Entry<String, JsonElement> field : received.entrySet()) {
            if (!field.getValue().isJsonNull()) {
                content.add(field.getKey(), field.getValue());
            }
        }
        return WireJson.GSON.fromJson(content, type.getContentType());
    }
}
