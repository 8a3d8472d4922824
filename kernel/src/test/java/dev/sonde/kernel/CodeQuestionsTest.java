package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Completion and inspection as a client meets them. */
@Timeout(120)
class CodeQuestionsTest {

    @AutoClose
    private static final RunningKernel kernel = RunningKernel.start();

    private static final RawClient client = kernel.client;

    @BeforeAll
    static void declare() {
        client.execute("val zebraCrossing = 41");
        client.reply(client.shell, complete("zebra"));
    }

    private static String complete(String code) {
        return client.send(client.shell, "complete_request", Map.of("code", code, "cursor_pos", code.length()));
    }

    private static List<String> matches(JsonObject content) {
        return content.getAsJsonArray("matches").asList().stream()
                .map(match -> match.getAsString())
                .toList();
    }

    @Test
    void gives_each_match_its_type_signature_and_place() {
        var content =
                client.reply(client.shell, complete("suite(\"a\") { delta")).content();
        var first = content.getAsJsonObject("metadata")
                .getAsJsonArray("_jupyter_types_experimental")
                .get(0)
                .getAsJsonObject();

        assertThat(first.get("text").getAsString()).isEqualTo("deltaKl");
        assertThat(first.get("type").getAsString()).isEqualTo("function");
        assertThat(first.get("signature").getAsString()).contains("name: String", "DeltaKlSpec");
        assertThat(first.get("start").getAsInt()).isEqualTo(13);
        assertThat(first.get("end").getAsInt()).isEqualTo(18);
    }

    @Test
    void answers_every_request_of_a_burst_and_the_newest_in_full() {
        List<String> ids =
                IntStream.range(0, 20).mapToObj(i -> complete("zebraC")).toList();
        List<JsonObject> answers =
                ids.stream().map(id -> client.reply(client.shell, id).content()).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.get("status").getAsString())
                .isEqualTo("ok"));
        assertThat(matches(answers.get(19))).containsExactly("zebraCrossing");
    }

    @Test
    void completes_known_names_while_a_cell_runs() {
        String running = client.send(client.shell, "execute_request", Map.of("code", "readln()"));
        client.receive(client.stdin); // its question: the cell runs by now
        List<String> found =
                matches(client.reply(client.shell, complete("zebraC")).content());
        client.send(client.stdin, "input_reply", Map.of("value", ""));
        client.reply(client.shell, running);

        assertThat(found).containsExactly("zebraCrossing");
    }

    @Test
    void explains_a_word_of_the_library_in_text_and_html_and_a_variable_by_its_value() {
        var probe = inspect("deltaKl");
        var variable = inspect("zebraCrossing");

        assertThat(probe.getAsJsonObject("data").keySet()).contains("text/plain", "text/html");
        assertThat(variable.getAsJsonObject("data").get("text/plain").getAsString())
                .isEqualTo("zebraCrossing: Int\n= 41");
        assertThat(inspect("blargh").get("found").getAsBoolean()).isFalse();
    }

    private static JsonObject inspect(String code) {
        String id =
                client.send(client.shell, "inspect_request", Map.of("code", code, "cursor_pos", 3, "detail_level", 0));
        return client.reply(client.shell, id).content();
    }
}
