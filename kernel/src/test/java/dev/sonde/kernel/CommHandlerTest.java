package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that a message of a page starts runs as a cell does: heard, stopped, and no harm to the kernel. */
@Timeout(120)
class CommHandlerTest {

    @AutoClose
    private static final RunningKernel kernel = RunningKernel.start();

    private static final RawClient client = kernel.client;
    private static final CommPage page = new CommPage(client);

    /** A target whose comms do what a test says. */
    @BeforeAll
    static void a_target() {
        page.run("var reaction: (Comm, CommMessage) -> Any? = { _, _ -> }");
        page.run("commTarget(\"test\") { comm, _ -> comm.onMessage { message -> reaction(comm, message) } }");
    }

    @AfterEach
    void the_next_cell_works() {
        assertThat(client.execute("1 + 1").text("status")).isEqualTo("ok");
    }

    @Test
    void what_a_handler_shows_answers_its_message() {
        react("println(\"printed\"); display(\"shown\"); System.err.println(\"warned\")");

        List<Received> heard = client.broadcastsOf(message());

        assertThat(heard.stream().map(SondeKernelTest::brief))
                .containsExactly("busy", "stdout printed\n", "display_data", "stderr warned\n", "idle");
    }

    @Test
    void what_a_handler_throws_is_told_in_the_lines_of_its_cell() {
        react("\n  error(\"boom\")\n");

        assertThat(errorsOf(message()))
                .startsWith("A message for the comm 'test' failed.\njava.lang.IllegalStateException: boom\nCell In[")
                .contains(", line 2\n      error(\"boom\")\n      ^^^^^^^^^^^^^")
                .doesNotContain("dev.sonde", "jupyter", "java.util.concurrent");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fun down(n: Int): Int { return down(n + 1) + 1 }; down(0) | StackOverflowError",
                "LongArray(Int.MAX_VALUE) | OutOfMemoryError",
                "TODO() | NotImplementedError",
                "input() | IOException",
                "kotlin.system.exitProcess(3) | ExitRefused"
            })
    void whatever_a_handler_throws_leaves_its_comm_open(String code, String error) {
        String comm = page.opened("test");
        react(code);
        assertThat(errorsOf(page.say(comm, "{}"))).contains(error);

        react("comm.send(\"well\" to true)");
        assertThat(page.only("comm_msg", page.say(comm, "{}"))).isNotNull();
    }

    @Test
    void a_comm_whose_opening_fails_is_closed() {
        page.run("commTarget(\"broken\") { _, _ -> error(\"on purpose\") }");
        String comm = CommPage.freshId();

        List<Received> heard = client.broadcastsOf(page.open("broken", comm, "{}"));

        assertThat(SondeKernelTest.only("comm_close", heard).text("comm_id")).isEqualTo(comm);
        assertThat(errors(heard)).contains("Opening a comm for 'broken' failed.", "on purpose");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) { }",
                "Thread.sleep(600_000)",
                "try { Thread.sleep(600_000) } catch (e: InterruptedException) { Thread.currentThread().interrupt() }"
            })
    void an_interrupt_stops_a_handler(String code) {
        String id = running(code);

        interrupt();

        assertThat(errorsOf(id)).contains("Interrupted: the cell was interrupted.");
    }

    @Test
    void a_handler_has_the_time_of_a_cell() {
        react("while (true) { }");
        String comm = page.opened("test");
        page.run("%timeout 0.2");
        try {
            assertThat(errorsOf(page.say(comm, "{}"))).contains("TimedOut");
        } finally {
            page.run("%timeout off");
        }
    }

    @Test
    void control_and_heartbeat_are_answered_while_a_handler_runs() {
        String id = running("java.util.concurrent.CountDownLatch(1).await()");

        client.heartbeat.send("ping");
        assertThat(client.heartbeat.recvStr()).isEqualTo("ping");
        assertThat(page.listed(Map.of())).isNotEmpty();
        interrupt();
        client.broadcastsOf(id);
    }

    @Test
    void messages_wait_for_the_cell_and_for_each_other() {
        page.run("val order = java.util.concurrent.CopyOnWriteArrayList<Any?>()");
        String comm = page.opened("test");
        react("order += \"begin\"; Thread.yield(); order.add(message[\"n\"])");

        String cell =
                client.send(client.shell, "execute_request", Map.of("code", "order += input(); order += \"cell\""));
        client.receive(client.stdin);
        String first = page.say(comm, "{\"n\": 1}");
        String second = page.say(comm, "{\"n\": 2}");
        client.send(client.stdin, "input_reply", Map.of("value", "typed"));
        client.reply(client.shell, cell);
        client.broadcastsOf(first);
        client.broadcastsOf(second);

        assertThat(SondeKernelTest.shown(client, "order")).isEqualTo("[typed, cell, begin, 1, begin, 2]");
    }

    @Test
    void threads_of_a_cell_are_heard_below_their_cell_after_a_message() {
        var gate = new CountDownLatch(1);
        System.getProperties().put("sonde.test.gate", gate); // the kernel of the test is in this JVM
        react("println(\"of the message\")");
        String comm = page.opened("test");
        String cell = page.run("""
                Thread {
                    (System.getProperties().getOrDefault("sonde.test.gate", null) as java.util.concurrent.CountDownLatch).await()
                    println("of the cell")
                }.start()""");

        client.broadcastsOf(page.say(comm, "{}"));
        gate.countDown();

        Received late = client.nextBroadcast(
                heard -> heard.type().equals("stream") && heard.text("text").equals("of the cell\n"));
        System.getProperties().remove("sonde.test.gate");
        assertThat(late.parentId()).isEqualTo(cell);
    }

    @Test
    void a_message_is_not_counted_as_a_cell() {
        react("1");
        int number = count(client.execute("1"));

        client.broadcastsOf(message());

        assertThat(count(client.execute("1"))).isEqualTo(number + 1);
    }

    private static int count(Received reply) {
        return reply.content().get("execution_count").getAsInt();
    }

    /** Lets messages to the target do this from now on. */
    private static void react(String code) {
        page.run("reaction = { comm, message -> " + code + " }");
    }

    /** Sends a message through a new comm and returns its id. */
    private static String message() {
        return page.say(page.opened("test"), "{}");
    }

    /** Starts a handler and returns when its code runs. */
    private static String running(String code) {
        react("println(\"running\"); " + code);
        String id = message();
        client.nextBroadcast(
                heard -> heard.type().equals("stream") && heard.parentId().equals(id));
        return id;
    }

    private static void interrupt() {
        String id = client.send(client.control, "interrupt_request", Map.of());
        assertThat(client.reply(client.control, id).text("status")).isEqualTo("ok");
    }

    private static String errorsOf(String id) {
        return errors(client.broadcastsOf(id));
    }

    /** What was told on the error stream, without colours. */
    private static String errors(List<Received> heard) {
        return heard.stream()
                .filter(message ->
                        message.type().equals("stream") && message.text("name").equals("stderr"))
                .map(message -> message.text("text"))
                .collect(Collectors.joining())
                .replaceAll("\u001b\\[[\\d;]*m", "");
    }
}
