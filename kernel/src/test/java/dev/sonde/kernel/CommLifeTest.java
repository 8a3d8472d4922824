package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How comms and their targets begin and end. */
@Timeout(120)
class CommLifeTest {

    @AutoClose
    private static final RunningKernel kernel = RunningKernel.start();

    private static final RawClient client = kernel.client;
    private static final CommPage page = new CommPage(client);

    @AfterEach
    void the_next_cell_works() {
        assertThat(client.execute("1 + 1").text("status")).isEqualTo("ok");
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

        assertThat(page.shown("opens")).isEqualTo("0");
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
                .isEqualTo(CommPage.json("{\"by\": \"second\"}"));
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

        assertThat(page.shown("listOf(ends, atTheEnd, closing.isOpen)")).isEqualTo("[1, page left, false]");
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
        assertThat(said.get(1).content().get("data")).isEqualTo(CommPage.json("{\"last\": \"bye\"}"));
        assertThat(said.get(2).content().get("data")).isEqualTo(CommPage.json("{\"word\": \"bye\"}"));
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
}
