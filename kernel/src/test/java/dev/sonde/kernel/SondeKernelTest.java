package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SondeKernelTest {

    @AutoClose
    private static final RunningKernel kernel = RunningKernel.start();

    private static final RawClient client = kernel.client;

    @Test
    void says_busy_then_the_outputs_then_idle() {
        String id = execute(Map.of("code", "println(\"hello\"); System.err.println(\"oops\"); 6 * 7"));

        assertThat(client.reply(client.shell, id).text("status")).isEqualTo("ok");
        assertThat(client.broadcastsOf(id))
                .extracting(SondeKernelTest::brief)
                .containsExactly(
                        "busy", "execute_input", "stdout hello\n", "stderr oops\n", "execute_result 42", "idle");
    }

    @Test
    void names_its_parent_exactly_as_it_came_and_dates_to_the_microsecond() {
        Received reply = client.execute("1");

        assertThat(reply.parent().get("extra").getAsString()).isEqualTo("kept");
        assertThat(reply.header().get("date").getAsString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(reply.header().get("session").getAsString()).isNotEmpty().isNotEqualTo("s1");
    }

    @Test
    void reports_an_error_once_and_alike_in_reply_and_broadcast() {
        String id = execute(Map.of("code", "error(\"boom\")"));

        Received reply = client.reply(client.shell, id);
        Received broadcast = only("error", client.broadcastsOf(id));
        assertThat(reply.text("status")).isEqualTo("error");
        for (String field : List.of("ename", "evalue", "traceback")) {
            assertThat(reply.content().get(field)).isEqualTo(broadcast.content().get(field));
        }
    }

    @Test
    void delivers_two_hundred_thousand_lines_whole_and_in_order() {
        String id = execute(Map.of("code", "for (i in 1..200_000) println(i)"));

        String text = client.broadcastsOf(id).stream()
                .filter(message -> message.type().equals("stream"))
                .map(message -> message.text("text"))
                .collect(Collectors.joining());
        client.reply(client.shell, id);
        assertThat(text.lines().toList())
                .isEqualTo(IntStream.rangeClosed(1, 200_000)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void refuses_the_cells_that_wait_behind_a_failed_one() {
        String failing = execute(Map.of("code", "readln(); error(\"stop here\")"));
        String question = askedBy(failing);
        List<String> waiting = List.of(execute(Map.of("code", "1")), execute(Map.of("code", "2")));
        client.send(client.shell, "kernel_info_request", Map.of());
        client.receive(client.shell); // its reply: the kernel has both cells by now
        client.send(client.stdin, "input_reply", Map.of("value", "go"));

        assertThat(question).isEqualTo("input_request");
        assertThat(client.reply(client.shell, failing).text("status")).isEqualTo("error");
        waiting.forEach(
                id -> assertThat(client.reply(client.shell, id).text("status")).isEqualTo("aborted"));
        assertThat(client.execute("3").text("status")).isEqualTo("ok");
    }

    @Test
    void goes_on_after_an_error_when_the_client_wants_it() {
        String failing = execute(Map.of("code", "readln(); error(\"go on\")", "stop_on_error", false));
        askedBy(failing);
        String next = execute(Map.of("code", "1"));
        client.send(client.stdin, "input_reply", Map.of("value", ""));

        client.reply(client.shell, failing);
        assertThat(client.reply(client.shell, next).text("status")).isEqualTo("ok");
    }

    @Test
    void keeps_silent_cells_uncounted_and_unheard() {
        int before = count(client.execute("1"));
        String silent = execute(Map.of("code", "2", "silent", true));
        client.reply(client.shell, silent);

        assertThat(client.broadcastsOf(silent))
                .extracting(SondeKernelTest::brief)
                .containsExactly("busy", "idle");
        assertThat(count(client.execute("3"))).isEqualTo(before + 1);
    }

    @Test
    void evaluates_user_expressions_after_the_cell() {
        String id = execute(Map.of("code", "val n = 20", "user_expressions", Map.of("a", "n + 1", "b", "nothing")));

        var values = client.reply(client.shell, id).content().getAsJsonObject("user_expressions");
        assertThat(values.getAsJsonObject("a")
                        .getAsJsonObject("data")
                        .get("text/plain")
                        .getAsString())
                .isEqualTo("21");
        assertThat(values.getAsJsonObject("b").get("status").getAsString()).isEqualTo("error");
    }

    @Test
    void gives_the_cell_what_the_user_types() {
        String id = execute(Map.of("code", "readln().reversed()"));
        askedBy(id);
        client.send(client.stdin, "input_reply", Map.of("value", "äbc"));

        client.reply(client.shell, id);
        assertThat(brief(only("execute_result", client.broadcastsOf(id)))).isEqualTo("execute_result cbä");
    }

    @Test
    void shows_updates_and_clears_displays() {
        String id =
                execute(Map.of("code", "val shown = display(html(\"<b>x</b>\")); shown.update(2); clearOutput(true)"));
        client.reply(client.shell, id);

        var heard = client.broadcastsOf(id);
        Received first = only("display_data", heard);
        Received update = only("update_display_data", heard);
        assertThat(first.content().getAsJsonObject("data").get("text/html").getAsString())
                .isEqualTo("<b>x</b>");
        assertThat(update.content().get("transient")).isEqualTo(first.content().get("transient"));
        assertThat(only("clear_output", heard).content().get("wait").getAsBoolean())
                .isTrue();
    }

    @Test
    void writes_numbers_that_json_does_not_know_as_null() {
        String id = execute(
                Map.of(
                        "code",
                        "display(dev.sonde.kernel.display.DisplayBundle.of(mapOf(\"application/json\" to mapOf(\"n\" to Double.NaN))))"));

        assertThat(client.reply(client.shell, id).text("status")).isEqualTo("ok");
        var data = only("display_data", client.broadcastsOf(id)).content().getAsJsonObject("data");
        assertThat(data.getAsJsonObject("application/json").get("n").isJsonNull())
                .isTrue();
    }

    @Test
    void keeps_what_a_thread_prints_after_its_cell() {
        client.execute("val gate = java.util.concurrent.CountDownLatch(1)\n"
                + "val late = kotlin.concurrent.thread { gate.await(); println(\"still here\") }");
        client.execute("gate.countDown(); late.join()");

        assertThat(client.nextBroadcast(message -> brief(message).equals("stdout still here\n")))
                .isNotNull();
    }

    @Test
    void completes_names_behind_characters_that_java_counts_twice() {
        client.execute("val zebraCrossing = 1");
        String code = "\"😀\"; zebraC";
        String id = client.send(client.shell, "complete_request", Map.of("code", code, "cursor_pos", 11));

        var content = client.reply(client.shell, id).content();
        assertThat(content.getAsJsonArray("matches"))
                .extracting(match -> match.getAsString())
                .containsExactly("zebraCrossing");
        assertThat(content.get("cursor_start").getAsInt()).isEqualTo(5);
        assertThat(content.get("cursor_end").getAsInt()).isEqualTo(11);
    }

    @Test
    void tells_finished_from_unfinished_and_from_wrong_code() {
        assertThat(client.reply(client.shell, isComplete("val x = 1")).text("status"))
                .isEqualTo("complete");
        assertThat(client.reply(client.shell, isComplete(")(")).text("status")).isEqualTo("invalid");
        assertThat(client.reply(client.shell, isComplete("%help")).text("status"))
                .isEqualTo("complete");
        assertThat(client.reply(client.shell, isComplete("%time\nrun {")).text("status"))
                .isEqualTo("incomplete");
        Received unfinished = client.reply(client.shell, isComplete("if (true) {"));
        assertThat(unfinished.text("status")).isEqualTo("incomplete");
        assertThat(unfinished.text("indent")).isEqualTo("    ");
    }

    @Test
    void inspects_the_type_of_a_name() {
        client.execute("val inspected = listOf(1)");
        String id = client.send(client.shell, "inspect_request", Map.of("code", "inspected", "cursor_pos", 3));

        var content = client.reply(client.shell, id).content();
        assertThat(content.get("found").getAsBoolean()).isTrue();
        assertThat(content.getAsJsonObject("data").get("text/plain").getAsString())
                .contains("List<Int>");
    }

    @Test
    void remembers_cells_with_their_results() {
        int number = count(client.execute("\"remembered\".length"));
        String id = client.send(
                client.shell,
                "history_request",
                Map.of("hist_access_type", "search", "pattern", "*remembered*", "output", true, "n", 1));

        assertThat(client.reply(client.shell, id)
                        .content()
                        .getAsJsonArray("history")
                        .toString())
                .isEqualTo("[[1," + number + ",[\"\\\"remembered\\\".length\",\"10\"]]]");
    }

    @Test
    void puts_a_long_text_into_the_reply_for_the_client_to_page() {
        String id = execute(Map.of("code", "%help"));

        var payload = client.reply(client.shell, id).content().getAsJsonArray("payload");
        assertThat(payload).hasSize(1);
        JsonObject page = payload.get(0).getAsJsonObject();
        assertThat(page.get("source").getAsString()).isEqualTo("page");
        assertThat(page.get("start").getAsInt()).isZero();
        assertThat(page.getAsJsonObject("data").get("text/plain").getAsString()).contains("%time");
        assertThat(client.broadcastsOf(id))
                .extracting(SondeKernelTest::brief)
                .containsExactly("busy", "execute_input", "idle");
    }

    @Test
    void welcomes_each_new_subscriber() throws Exception {
        assertThat(kernel.another("").text("subscription")).isEmpty();
        assertThat(kernel.another("").text("subscription")).isEmpty();
        assertThat(kernel.another("kernel.x").text("subscription")).isEqualTo("kernel.x");
    }

    private static String isComplete(String code) {
        return client.send(client.shell, "is_complete_request", Map.of("code", code));
    }

    private static String execute(Map<String, ?> content) {
        return client.send(client.shell, "execute_request", content);
    }

    private static String askedBy(String id) {
        Received request = client.receive(client.stdin);
        assertThat(request.parentId()).isEqualTo(id);
        return request.type();
    }

    private static int count(Received reply) {
        return reply.content().get("execution_count").getAsInt();
    }

    /** Runs a cell and returns the text of its value. */
    static String shown(RawClient client, String code) {
        String id = client.send(client.shell, "execute_request", Map.of("code", code));
        client.reply(client.shell, id);
        return brief(only("execute_result", client.broadcastsOf(id))).substring("execute_result ".length());
    }

    static Received only(String type, List<Received> heard) {
        var found =
                heard.stream().filter(message -> message.type().equals(type)).toList();
        assertThat(found).as(() -> type + " in " + heard).hasSize(1);
        return found.get(0);
    }

    static String brief(Received message) {
        return switch (message.type()) {
            case "status" -> message.text("execution_state");
            case "stream" -> message.text("name") + " " + message.text("text");
            case "execute_result" ->
                "execute_result "
                        + message.content()
                                .getAsJsonObject("data")
                                .get("text/plain")
                                .getAsString();
            default -> message.type();
        };
    }
}
