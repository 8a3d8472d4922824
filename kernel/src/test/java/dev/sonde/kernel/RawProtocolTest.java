package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may count on, whatever it sends: one reply, to the right request, between busy and idle. */
@Timeout(120)
class RawProtocolTest {

    @AutoClose
    private static final RunningKernel kernel = RunningKernel.start();

    private static final RawClient client = kernel.client;

    @AfterEach
    void the_next_cell_works() {
        assertThat(client.execute("1 + 1").text("status")).isEqualTo("ok");
    }

    @ParameterizedTest
    @CsvSource({
        "kernel_info_request, ok",
        "execute_request, ok",
        "complete_request, ok",
        "inspect_request, ok",
        "is_complete_request, complete",
        "history_request, ok",
        "comm_info_request, ok",
        "interrupt_request, ok",
        "connect_request, error",
        "debug_request, error",
        "create_subshell_request, error",
        "nonsense_request, error"
    })
    void every_request_gets_one_reply_between_busy_and_idle(String type, String status) {
        for (var socket : List.of(client.shell, client.control)) {
            String id = client.send(socket, type, Map.of("code", "", "cursor_pos", 0));
            Received reply = client.reply(socket, id);

            assertThat(reply.type()).isEqualTo(type.replace("_request", "_reply"));
            assertThat(reply.text("status")).isEqualTo(status);
            List<String> states = client.broadcastsOf(id).stream()
                    .filter(message -> message.type().equals("status"))
                    .map(SondeKernelTest::brief)
                    .toList();
            assertThat(states).containsExactly("busy", "idle");
            // a second reply would come before this one's
            client.reply(socket, client.send(socket, "kernel_info_request", Map.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"code\": null}", "{\"code\": \"1\", \"silent\": null, \"user_expressions\": null}"})
    void a_field_that_is_left_out_or_null_has_its_default(String content) {
        String id = java.util.UUID.randomUUID().toString();
        client.sendFrames(client.shell, client.frames(RawClient.header(id, "execute_request"), content));

        assertThat(client.reply(client.shell, id).text("status")).isEqualTo("ok");
    }

    @Test
    void a_reply_says_when_its_cell_began() {
        Instant before = Instant.now();

        Received reply = client.reply(client.shell, client.send(client.shell, "execute_request", Map.of("code", "1")));

        assertThat(Instant.parse(reply.metadata().get("started").getAsString()))
                .isBetween(before, Instant.parse(reply.header().get("date").getAsString()));
    }

    @Test
    void five_hundred_requests_at_once_are_answered_each_in_its_turn() {
        client.execute("var turn = 0");
        var cells = new ArrayList<String>();
        var questions = new ArrayList<String>();
        for (int i = 0; i < 250; i++) {
            cells.add(client.send(client.shell, "execute_request", Map.of("code", i % 50 == 0 ? "turn++" : "")));
            questions.add(client.send(client.shell, "kernel_info_request", Map.of()));
        }

        var cellReplies = new ArrayList<String>();
        var otherReplies = new ArrayList<String>();
        for (int i = 0; i < 500; i++) {
            Received reply = client.receive(client.shell);
            (reply.type().equals("execute_reply") ? cellReplies : otherReplies).add(reply.parentId());
        }
        assertThat(cellReplies).isEqualTo(cells);
        assertThat(otherReplies).isEqualTo(questions);
        assertThat(SondeKernelTest.shown(client, "turn")).isEqualTo("5");
    }

    @Test
    void a_cell_of_five_megabytes_is_a_cell() {
        String remark = "// " + "x".repeat(97) + "\n";

        assertThat(SondeKernelTest.shown(client, remark.repeat(50_000) + "6 * 7"))
                .isEqualTo("42");
        assertThat(SondeKernelTest.shown(
                        client,
                        "try {\n" + ("    " + remark).repeat(5_000) + "    6 * 9\n} catch (e: Exception) {\n    0\n}"))
                .isEqualTo("54");
    }

    @Test
    void a_client_that_goes_away_in_the_middle_of_its_cell_leaves_the_kernel_to_the_others() throws Exception {
        try (var other = kernel.another()) {
            other.send(other.shell, "execute_request", Map.of("code", "readln()", "stop_on_error", false));
            other.receive(other.stdin);
        }
        String interrupt = client.send(client.control, "interrupt_request", Map.of());

        assertThat(client.reply(client.control, interrupt).text("status")).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "object { override fun toString(): String = TODO() }",
                "display(object { override fun toString(): String = throw Error(\"in a display\") })",
                "LongArray(Int.MAX_VALUE)",
                "object { override fun toString(): String = toString() + toString() }",
                "throw object : Throwable() { override val message: String get() = error(\"no message\") }",
                "Thread.currentThread().interrupt(); Thread.sleep(1000)"
            })
    void whatever_a_cell_throws_is_its_error(String code) {
        String id = client.send(client.shell, "execute_request", Map.of("code", code));

        assertThat(client.reply(client.shell, id).text("status")).isEqualTo("error");
        assertThat(SondeKernelTest.only("error", client.broadcastsOf(id))).isNotNull();
    }

    @Test
    void a_display_of_one_cell_is_updated_and_cleared_by_another() {
        String first =
                client.send(client.shell, "execute_request", Map.of("code", "val shownOnce = display(\"before\")"));
        client.reply(client.shell, first);
        var display =
                SondeKernelTest.only("display_data", client.broadcastsOf(first)).content();

        String second = client.send(
                client.shell, "execute_request", Map.of("code", "shownOnce.update(\"after\"); clearOutput()"));
        client.reply(client.shell, second);

        var heard = client.broadcastsOf(second);
        var update = SondeKernelTest.only("update_display_data", heard).content();
        assertThat(update.get("transient")).isEqualTo(display.get("transient"));
        assertThat(update.getAsJsonObject("data").get("text/plain").getAsString())
                .isEqualTo("after");
        assertThat(SondeKernelTest.only("clear_output", heard)
                        .content()
                        .get("wait")
                        .getAsBoolean())
                .isFalse();
    }

    @Test
    void inspects_names_behind_characters_that_java_counts_twice() {
        client.execute("val quokka = 1");
        String id = client.send(client.shell, "inspect_request", Map.of("code", "\"😀\"; quokka", "cursor_pos", 8));

        assertThat(client.reply(client.shell, id).content().get("found").getAsBoolean())
                .isTrue();
    }
}
