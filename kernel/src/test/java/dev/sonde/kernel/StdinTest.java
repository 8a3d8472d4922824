package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a cell asks and what it is given. */
@Timeout(120)
class StdinTest {

    @AutoClose
    private static final RunningKernel kernel = RunningKernel.start();

    private static final RawClient client = kernel.client;

    @Test
    void a_reply_without_a_value_is_an_empty_line() {
        var reply = new JsonObject();
        reply.add("value", JsonNull.INSTANCE);
        String id = run("readln().length");
        client.receive(client.stdin);
        client.sendFrames(client.stdin, client.frames(RawClient.header("null-reply", "input_reply"), reply.toString()));

        assertThat(value(id)).isEqualTo("0");
    }

    @Test
    void a_line_of_a_megabyte_arrives_whole() {
        String id = run("readln().let { it.length + it.count { c -> c == 'é' } }");
        client.receive(client.stdin);
        answer("é".repeat(1_000_000));

        assertThat(value(id)).isEqualTo("2000000");
    }

    @Test
    void two_questions_get_two_answers() {
        String id = run("readln() + \"+\" + System.`in`.bufferedReader().readLine()");
        client.receive(client.stdin);
        answer("first");
        client.receive(client.stdin);
        answer("second 😀");

        assertThat(value(id)).isEqualTo("first+second 😀");
    }

    @Test
    void a_question_has_a_prompt_and_a_password_is_asked_for_as_such() {
        String id = run("input(\"Name? \") + password(\"Token? \").length");
        Received name = client.receive(client.stdin);
        answer("Ada");
        Received token = client.receive(client.stdin);
        answer("hidden");

        assertThat(name.text("prompt")).isEqualTo("Name? ");
        assertThat(name.content().get("password").getAsBoolean()).isFalse();
        assertThat(token.text("prompt")).isEqualTo("Token? ");
        assertThat(token.content().get("password").getAsBoolean()).isTrue();
        assertThat(value(id)).isEqualTo("Ada6");
    }

    @Test
    void a_client_that_takes_no_questions_is_not_asked() {
        String id = client.send(
                client.shell, "execute_request", Map.of("code", "input(\"anybody?\")", "allow_stdin", false));

        assertThat(client.reply(client.shell, id).text("evalue")).contains("nobody can answer here");
    }

    @Test
    void an_interrupted_question_leaves_no_answer_for_the_next() {
        String first = run("readln()");
        client.receive(client.stdin);
        client.reply(client.control, client.send(client.control, "interrupt_request", Map.of()));
        client.reply(client.shell, first);
        answer("too late");
        String second = run("readln()");
        client.receive(client.stdin);
        answer("in time");

        assertThat(value(second)).isEqualTo("in time");
    }

    private static String run(String code) {
        return client.send(client.shell, "execute_request", Map.of("code", code));
    }

    private static void answer(String line) {
        client.send(client.stdin, "input_reply", Map.of("value", line));
    }

    private static String value(String id) {
        client.reply(client.shell, id);
        return SondeKernelTest.brief(SondeKernelTest.only("execute_result", client.broadcastsOf(id)))
                .substring("execute_result ".length());
    }
}
