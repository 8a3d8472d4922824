package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that would run for ever end by an interrupt, and the next cell finds what was there before. */
@Timeout(60)
class InterruptTest {

    @AutoClose
    private static final RunningKernel kernel = RunningKernel.start();

    private static final RawClient client = kernel.client;

    @BeforeAll
    static void declare() {
        client.execute("var x = 0L\nval kept = 41\nval threads = mutableListOf<Thread>()");
    }

    @AfterEach
    void the_next_cell_works_on_the_state_of_before() {
        assertThat(SondeKernelTest.shown(client, "kept + 1")).isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) { }",
                "while (true) { x++ }",
                "do { x++ } while (true)",
                "for (i in generateSequence(1) { it }) { x += i }",
                "repeat(Int.MAX_VALUE) { repeat(Int.MAX_VALUE) { x++ } }",
                "generateSequence(1) { it }.forEach { x += it }",
                "java.util.stream.Stream.generate { 1 }.forEach { }",
                "fun doubling(n: Int): Long = if (n == 0) 1 else doubling(n - 1) + doubling(n - 1); doubling(62)",
                "class Nested { inner class Deep { fun turn() { while (true) { x++ } } } }; Nested().Deep().turn()",
                "while (true) { try { x++ } catch (e: Throwable) { } }",
                "while (true) { try { error(\"again\") } catch (e: Exception) { x++ } }",
                "while (true) { when (x % 4) { 0L -> x += 1; 1L -> x += 2; 2L -> x += 3; else -> x++ } }",
                "while (true) { try { Thread.sleep(20) } catch (e: Exception) { } }",
                "object { override fun toString(): String { while (true) { x++ } } }"
            })
    void a_cell_that_computes_stops(String code) {
        assertInterrupted(code);
    }

    @Test
    void a_cell_that_catches_everything_is_stopped_by_a_later_attempt() {
        assertInterrupted("while (true) { try { while (true) { x++ } } catch (e: Throwable) { } }");
    }

    @Test
    void what_stands_in_finally_runs_to_its_end() {
        String id = running(
                "try { while (true) { x++ } } finally { repeat(3) { Thread.sleep(5); println(\"tidied $it\") } }");
        interrupt();

        assertThat(client.reply(client.shell, id).text("ename")).isEqualTo("Interrupted");
        assertThat(text(id)).isEqualTo("tidied 0\ntidied 1\ntidied 2\n");
    }

    @Test
    void a_cell_stops_whose_output_is_under_way() {
        String id = client.send(client.shell, "execute_request", Map.of("code", "while (true) println(x++)"));
        String first = client.nextBroadcast(message ->
                        message.type().equals("stream") && message.parentId().equals(id))
                .text("text");
        interrupt();

        assertThat(client.reply(client.shell, id).text("ename")).isEqualTo("Interrupted");
        List<Long> numbers = (first + text(id)).lines().map(Long::valueOf).toList();
        assertThat(numbers)
                .isNotEmpty()
                .isEqualTo(IntStream.range(0, numbers.size())
                        .mapToObj(i -> numbers.get(0) + i)
                        .toList());
    }

    @Test
    void two_interrupts_in_a_row_count_for_one_cell_only() {
        String id = running("while (true) { x++ }");
        interrupt();
        interrupt();

        assertThat(client.reply(client.shell, id).text("ename")).isEqualTo("Interrupted");
        assertThat(client.execute("repeat(1_000_000) { x++ }").text("status")).isEqualTo("ok");
    }

    @Test
    void a_cell_that_ends_before_it_takes_notice_counts_as_interrupted() {
        // a lock waits on when interrupted; here until the thread that has it is stopped
        String code = """
                val lock = java.util.concurrent.locks.ReentrantLock()
                val taken = java.util.concurrent.CountDownLatch(1)
                val owner = kotlin.concurrent.thread {
                    lock.lock()
                    try { taken.countDown(); while (true) { x++ } } finally { lock.unlock() }
                }
                taken.await()
                println("waits")
                lock.lock()
                "kept\"""";
        String id = begun(code);
        interrupt();

        Received reply = client.reply(client.shell, id);
        assertThat(reply.text("ename")).isEqualTo("Interrupted");
        assertThat(reply.content().getAsJsonArray("traceback")).hasSize(1); // nothing about lost names
        assertThat(client.broadcastsOf(id))
                .filteredOn(message -> message.type().equals("display_data"))
                .extracting(message -> message.content()
                        .getAsJsonObject("data")
                        .get("text/plain")
                        .getAsString())
                .containsExactly("kept");
        assertThat(SondeKernelTest.shown(client, "lock.isLocked")).isEqualTo("true");
        assertThat(client.execute("1 + 1").text("status")).isEqualTo("ok");
    }

    @Test
    void threads_that_work_for_the_cell_stop_and_those_of_earlier_cells_go_on() {
        client.execute(
                "val ticks = java.util.concurrent.atomic.AtomicLong()\n"
                        + "val background = kotlin.concurrent.thread(isDaemon = true) { while (true) { ticks.incrementAndGet() } }");
        assertInterrupted("threads += kotlin.concurrent.thread { while (true) { x++ } }; threads.last().join()");

        assertThat(client.execute("threads.last().join()").text("status")).isEqualTo("ok");
        assertThat(client.execute("val now = ticks.get(); while (ticks.get() == now) { }")
                        .text("status"))
                .isEqualTo("ok");
    }

    @Test
    void a_suite_keeps_the_results_it_has() {
        String id = begun(suiteOfTwo("partial", """
                try { java.util.concurrent.CountDownLatch(1).await() }
                catch (e: InterruptedException) { throw java.util.concurrent.CancellationException() }"""));
        interrupt();

        assertThat(client.reply(client.shell, id).text("ename")).isEqualTo("Interrupted");
        assertThat(SondeKernelTest.shown(client, "partial.complete()")).isEqualTo("false");
        assertThat(SondeKernelTest.shown(client, "partial.probes().count { it.verdict().name == \"SKIP\" }"))
                .isEqualTo("1");
    }

    @Test
    void an_interrupted_cell_says_where_it_was_and_keeps_its_names() {
        String id = running("var turns = 0L\nwhile (true) { turns++ }");
        interrupt();

        var lines = client.reply(client.shell, id).content().getAsJsonArray("traceback");
        assertThat(lines.toString())
                .contains("line 3", "while (true) { turns++ }")
                .doesNotContain("cannot be used");
        assertThat(SondeKernelTest.shown(client, "turns > 0")).isEqualTo("true");
    }

    @Test
    void a_suite_keeps_what_it_has_when_its_listener_is_stopped() {
        String id = begun(suiteOfTwo("cut", "while (true) { x++ }"));
        interrupt();

        assertThat(client.reply(client.shell, id).text("ename")).isEqualTo("Interrupted");
        assertThat(SondeKernelTest.shown(client, "cut.complete()")).isEqualTo("false");
        assertThat(SondeKernelTest.shown(client, "cut.probes().map { it.verdict().name }"))
                .isEqualTo("[INCONCLUSIVE, SKIP]");
    }

    /** A cell that runs two probes; the listener prints, and then does something, when one has finished. */
    private static String suiteOfTwo(String name, String whenFinished) {
        return """
                val %s = dev.sonde.suite.Runner.run(
                    suite("Two") { deltaKl("first") { prompts("a", "b", "c") }; deltaKl("second") { prompts("d", "e", "f") } },
                    dev.sonde.suite.Model.of(dev.sonde.backend.dummy.DummyBackend.create()),
                    dev.sonde.suite.RunOptions(object : dev.sonde.suite.RunListener {
                        override fun probeFinished(result: dev.sonde.probe.ProbeResult<*>) {
                            println("finished")
                            %s
                        }
                    }, java.util.Optional.empty()))""".formatted(name, whenFinished);
    }

    private static void assertInterrupted(String code) {
        String id = running(code);
        interrupt();

        assertThat(client.reply(client.shell, id).text("ename")).isEqualTo("Interrupted");
    }

    /** Starts a cell and returns when its code runs. */
    private static String running(String code) {
        return begun("println(\"running\")\n" + code);
    }

    /** Starts a cell and returns when it has printed something. */
    private static String begun(String code) {
        String id = client.send(client.shell, "execute_request", Map.of("code", code));
        client.nextBroadcast(
                message -> message.type().equals("stream") && message.parentId().equals(id));
        return id;
    }

    private static void interrupt() {
        String id = client.send(client.control, "interrupt_request", Map.of());
        assertThat(client.reply(client.control, id).text("status")).isEqualTo("ok");
    }

    /** What the cell printed and was not heard before. */
    private static String text(String id) {
        return client.broadcastsOf(id).stream()
                .filter(message -> message.type().equals("stream"))
                .map(message -> message.text("text"))
                .reduce("", String::concat);
    }
}
