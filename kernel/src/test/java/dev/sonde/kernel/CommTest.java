package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cells and a page say to each other through comms. */
@Timeout(120)
class CommTest {

    @AutoClose
    private static final RunningKernel kernel = RunningKernel.start();

    private static final RawClient client = kernel.client;
    private static final CommPage page = new CommPage(client);

    @AfterEach
    void the_next_cell_works() {
        assertThat(client.execute("1 + 1").text("status")).isEqualTo("ok");
    }

    @Test
    void a_comm_answers_what_the_page_says() {
        page.run("commTarget(\"echo\") { comm, _ -> comm.onMessage { comm.send(it) } }");
        String comm = page.opened("echo");

        String id = page.say(
                comm,
                "{\"n\": 17, \"list\": [1.5, null, \"x\", {\"deep\": null}], \"no\": null, \"big\": 123456789012}");

        Received echo = page.only("comm_msg", id);
        assertThat(echo.text("comm_id")).isEqualTo(comm);
        assertThat(echo.content().get("data"))
                .isEqualTo(json("{\"n\": 17, \"list\": [1.5, null, \"x\", {\"deep\": null}], \"no\": null,"
                        + " \"big\": 123456789012}"));
    }

    @Test
    void what_comes_are_plain_values() {
        page.run("var kinds = \"\"");
        page.run("commTarget(\"kinds\") { comm, _ -> comm.onMessage { message ->"
                + " kinds = message.values.map { it?.let { it::class.simpleName } }.joinToString() } }");
        String comm = page.opened("kinds");

        client.broadcastsOf(
                page.say(comm, "{\"a\": 1, \"b\": 1.5, \"c\": 9999999999, \"d\": true, \"e\": \"x\", \"f\": null}"));

        assertThat(shown("kinds")).isEqualTo("Int, Double, Long, Boolean, String, null");
    }

    @Test
    void what_is_no_object_comes_whole() {
        page.run("var whole: Any? = null");
        page.run("commTarget(\"whole\") { _, opened -> whole = opened.data }");

        client.broadcastsOf(page.open("whole", CommPage.freshId(), "[1, [2]]"));

        assertThat(shown("whole")).isEqualTo("[1, [2]]");
    }

    @Test
    void the_first_message_comes_with_the_opening() {
        page.run("commTarget(\"greeting\") { comm, opened -> comm.send(\"hello\" to opened[\"name\"]) }");

        String id = page.open("greeting", CommPage.freshId(), "{\"name\": \"Ann\"}");

        assertThat(page.only("comm_msg", id).content().get("data")).isEqualTo(json("{\"hello\": \"Ann\"}"));
    }

    @Test
    void bytes_and_metadata_go_both_ways() {
        page.run(
                "commTarget(\"bytes\") { comm, _ -> comm.onMessage { message ->"
                        + " comm.send(mapOf(), message.metadata, message.buffers.map { it.reversedArray() } + byteArrayOf(7)) } }");
        String comm = page.opened("bytes");

        String id = client.send(
                "comm_msg",
                "{\"comm_id\": \"" + comm + "\", \"data\": {}}",
                "{\"version\": \"2.1.0\", \"none\": null}",
                List.of("abc".getBytes(StandardCharsets.US_ASCII), new byte[0]));

        Received answer = page.only("comm_msg", id);
        assertThat(answer.buffers())
                .containsExactly("cba".getBytes(StandardCharsets.US_ASCII), new byte[0], new byte[] {7});
        assertThat(answer.metadata()).isEqualTo(json("{\"version\": \"2.1.0\", \"none\": null}"));
    }

    @Test
    void a_cell_opens_a_comm_and_the_page_answers() {
        String cell = page.run("""
                var heard: Any? = null
                val own = openComm("page", mapOf("first" to true), buffers = listOf(byteArrayOf(1)))
                own.onMessage { heard = it["answer"] }
                own.send("n" to 1, "of" to listOf(1, 2))""");
        List<Received> said = client.broadcastsOf(cell);

        Received opening = SondeKernelTest.only("comm_open", said);
        assertThat(opening.text("target_name")).isEqualTo("page");
        assertThat(opening.content().get("data")).isEqualTo(json("{\"first\": true}"));
        assertThat(opening.buffers()).containsExactly(new byte[] {1});
        assertThat(SondeKernelTest.only("comm_msg", said).content().get("data"))
                .isEqualTo(json("{\"n\": 1, \"of\": [1, 2]}"));

        client.broadcastsOf(page.say(opening.text("comm_id"), "{\"answer\": 42}"));
        assertThat(shown("heard")).isEqualTo("42");
    }

    @Test
    void a_comm_without_a_target_is_closed() {
        String comm = CommPage.freshId();

        String id = page.open("nobody", comm, "{}");

        assertThat(page.only("comm_close", id).text("comm_id")).isEqualTo(comm);
        assertThat(page.listed(Map.of())).doesNotContain(comm);
    }

    @Test
    void a_comm_without_an_id_is_not_opened() {
        page.run("var opens = 0; commTarget(\"nameless\") { _, _ -> opens++ }");

        client.broadcastsOf(client.send(client.shell, "comm_open", Map.of("target_name", "nameless")));

        assertThat(shown("opens")).isEqualTo("0");
    }

    @Test
    void a_target_that_is_removed_takes_no_more_comms_and_keeps_those_it_has() {
        page.run("commTarget(\"shop\") { comm, _ -> comm.onMessage { comm.send(it) } }");
        String comm = page.opened("shop");
        page.run("removeCommTarget(\"shop\")");

        assertThat(page.only("comm_close", page.open("shop", CommPage.freshId(), "{}")))
                .isNotNull();
        assertThat(page.only("comm_msg", page.say(comm, "{}"))).isNotNull();
    }

    @Test
    void a_target_that_is_said_again_is_the_new_one() {
        page.run("commTarget(\"twice\") { comm, _ -> comm.send(\"by\" to \"first\") }");
        page.run("commTarget(\"twice\") { comm, _ -> comm.send(\"by\" to \"second\") }");

        assertThat(page.only("comm_msg", page.open("twice", CommPage.freshId(), "{}"))
                        .content()
                        .get("data"))
                .isEqualTo(json("{\"by\": \"second\"}"));
    }

    @Test
    void a_handler_keeps_the_values_of_its_cell_when_a_later_cell_takes_their_names() {
        page.run("val word = \"first\"");
        page.run("commTarget(\"word\") { comm, _ -> comm.onMessage { comm.send(\"word\" to word) } }");
        String comm = page.opened("word");
        page.run("val word = \"second\"");

        assertThat(page.only("comm_msg", page.say(comm, "{}")).content().get("data"))
                .isEqualTo(json("{\"word\": \"first\"}"));
    }

    @Test
    void open_comms_are_listed_by_their_target() {
        page.run("commTarget(\"left\") { _, _ -> }; commTarget(\"right\") { _, _ -> }");
        String left = page.opened("left");
        String right = page.opened("right");

        assertThat(page.listed(Map.of())).contains(left, right);
        assertThat(page.listed(Map.of("target_name", "left"))).containsExactly(left);
        client.broadcastsOf(page.close(left));
        assertThat(page.listed(Map.of("target_name", "left"))).isEmpty();
    }

    @Test
    void a_comm_that_the_page_closes_says_so_once() {
        page.run("var ends = 0; var atTheEnd: Any? = null; lateinit var closing: Comm");
        page.run("commTarget(\"end\") { comm, _ -> closing = comm; comm.onClose { ends++; atTheEnd = it[\"why\"] } }");
        String comm = page.opened("end");

        client.broadcastsOf(
                client.send(client.shell, "comm_close", Map.of("comm_id", comm, "data", Map.of("why", "page left"))));
        client.broadcastsOf(page.close(comm));
        page.run("closing.close()");

        assertThat(shown("listOf(ends, atTheEnd, closing.isOpen)")).isEqualTo("[1, page left, false]");
    }

    @Test
    void what_the_end_does_may_still_be_said_before_it() {
        String cell = page.run("""
                val last = openComm("page")
                last.onClose { last.send("last" to it["word"]) }
                last.close(mapOf("word" to "bye"))
                last.close()""");

        List<Received> said = client.broadcastsOf(cell).stream()
                .filter(message -> message.type().startsWith("comm_"))
                .toList();
        assertThat(said).extracting(Received::type).containsExactly("comm_open", "comm_msg", "comm_close");
        assertThat(said.get(1).content().get("data")).isEqualTo(json("{\"last\": \"bye\"}"));
        assertThat(said.get(2).content().get("data")).isEqualTo(json("{\"word\": \"bye\"}"));
    }

    @Test
    void nothing_is_said_through_a_closed_comm() {
        Received reply = client.execute("openComm(\"page\").run { close(); send(\"n\" to 1) }");

        assertThat(reply.text("evalue"))
                .isEqualTo("The comm 'page' is closed, so nothing can be sent through it."
                        + " Open another with openComm(\"page\").");
    }

    @ParameterizedTest
    @ValueSource(strings = {"comm_msg", "comm_close"})
    void what_is_said_to_a_comm_that_is_none_leaves_the_kernel_as_it_was(String type) {
        String id = client.send(client.shell, type, Map.of("comm_id", "nobody", "data", Map.of()));

        assertThat(client.broadcastsOf(id).stream().map(SondeKernelTest::brief))
                .startsWith("busy")
                .endsWith("idle");
    }

    @Test
    void a_page_that_talks_to_a_comm_that_is_none_is_told() {
        String id = page.say("long-gone", "{}");

        assertThat(page.only("comm_close", id).text("comm_id")).isEqualTo("long-gone");
    }

    @Test
    void a_value_that_is_not_plain_is_an_error_that_says_where() {
        Received reply = client.execute("openComm(\"page\").send(\"rows\" to listOf(1, mapOf(\"at\" to Thread())))");

        assertThat(reply.text("evalue")).contains("data.rows[1].at is of the type java.lang.Thread");
    }

    @Test
    void a_value_that_contains_itself_is_an_error() {
        Received reply = client.execute(
                "val ring = mutableListOf<Any>(); ring.add(ring); openComm(\"page\").send(\"r\" to ring)");

        assertThat(reply.text("evalue")).contains("200 levels deep").contains("contains itself");
    }

    @Test
    void reset_closes_comms_and_forgets_targets() {
        page.run("commTarget(\"session\") { _, _ -> }");
        String comm = page.opened("session");

        String reset = page.run("%reset");
        assertThat(client.broadcastsOf(reset).stream()
                        .filter(message -> message.type().equals("comm_close"))
                        .map(message -> message.text("comm_id")))
                .contains(comm);

        assertThat(page.listed(Map.of("target_name", "session"))).isEmpty();
        assertThat(page.only("comm_close", page.open("session", CommPage.freshId(), "{}")))
                .isNotNull();
    }

    private static String shown(String code) {
        return SondeKernelTest.shown(client, code);
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }
}
