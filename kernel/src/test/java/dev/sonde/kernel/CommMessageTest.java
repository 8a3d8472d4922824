package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What cells and a page say to each other through a comm. */
@Timeout(120)
class CommMessageTest {

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
                .isEqualTo(CommPage.json("{\"n\": 17, \"list\": [1.5, null, \"x\", {\"deep\": null}], \"no\": null,"
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

        assertThat(page.shown("kinds")).isEqualTo("Int, Double, Long, Boolean, String, null");
    }

    @Test
    void what_is_no_object_comes_whole() {
        page.run("var whole: Any? = null");
        page.run("commTarget(\"whole\") { _, opened -> whole = opened.data }");

        client.broadcastsOf(page.open("whole", CommPage.freshId(), "[1, [2]]"));

        assertThat(page.shown("whole")).isEqualTo("[1, [2]]");
    }

    @Test
    void the_first_message_comes_with_the_opening() {
        page.run("commTarget(\"greeting\") { comm, opened -> comm.send(\"hello\" to opened[\"name\"]) }");

        String id = page.open("greeting", CommPage.freshId(), "{\"name\": \"Ann\"}");

        assertThat(page.only("comm_msg", id).content().get("data")).isEqualTo(CommPage.json("{\"hello\": \"Ann\"}"));
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
        assertThat(answer.metadata()).isEqualTo(CommPage.json("{\"version\": \"2.1.0\", \"none\": null}"));
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
        assertThat(opening.content().get("data")).isEqualTo(CommPage.json("{\"first\": true}"));
        assertThat(opening.buffers()).containsExactly(new byte[] {1});
        assertThat(SondeKernelTest.only("comm_msg", said).content().get("data"))
                .isEqualTo(CommPage.json("{\"n\": 1, \"of\": [1, 2]}"));

        client.broadcastsOf(page.say(opening.text("comm_id"), "{\"answer\": 42}"));
        assertThat(page.shown("heard")).isEqualTo("42");
    }

    @Test
    void a_handler_keeps_the_values_of_its_cell_when_a_later_cell_takes_their_names() {
        page.run("val word = \"first\"");
        page.run("commTarget(\"word\") { comm, _ -> comm.onMessage { comm.send(\"word\" to word) } }");
        String comm = page.opened("word");
        page.run("val word = \"second\"");

        assertThat(page.only("comm_msg", page.say(comm, "{}")).content().get("data"))
                .isEqualTo(CommPage.json("{\"word\": \"first\"}"));
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
}
