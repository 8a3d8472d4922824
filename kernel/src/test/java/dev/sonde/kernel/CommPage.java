package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A page that talks to the kernel through comms. What sends, returns the message's id. */
record CommPage(RawClient client) {

    /** Opens a comm and returns its id. */
    String opened(String target) {
        String comm = freshId();
        client.broadcastsOf(open(target, comm, "{}"));
        return comm;
    }

    String open(String target, String comm, String data) {
        return client.send(
                client.shell,
                "comm_open",
                Map.of("comm_id", comm, "target_name", target, "data", JsonParser.parseString(data)));
    }

    String say(String comm, String data) {
        return client.send("comm_msg", "{\"comm_id\": \"" + comm + "\", \"data\": " + data + "}", "{}", List.of());
    }

    String close(String comm) {
        return client.send(client.shell, "comm_close", Map.of("comm_id", comm, "data", Map.of()));
    }

    Iterable<String> listed(Map<String, ?> filter) {
        String id = client.send(client.shell, "comm_info_request", filter);
        return client.reply(client.shell, id).content().getAsJsonObject("comms").keySet();
    }

    /** Runs a cell that must end well. */
    String run(String code) {
        String id = client.send(client.shell, "execute_request", Map.of("code", code));
        assertThat(client.reply(client.shell, id).content().toString()).contains("\"status\":\"ok\"");
        return id;
    }

    /** The only answer of a type to a message. */
    Received only(String type, String id) {
        return SondeKernelTest.only(type, client.broadcastsOf(id));
    }

    /** What a cell of this code shows. */
    String shown(String code) {
        return SondeKernelTest.shown(client, code);
    }

    static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    static String freshId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
