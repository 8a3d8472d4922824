package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a client or a cell does stops the kernel: after every test it still runs a cell. */
@Timeout(120)
class KernelResilienceTest {

    @AutoClose
    private static final RunningKernel kernel = RunningKernel.start();

    private static final RawClient client = kernel.client;

    @AfterEach
    void the_next_cell_works() {
        assertThat(client.execute("1 + 1").text("status")).isEqualTo("ok");
    }

    @Test
    void drops_a_message_with_a_wrong_signature() {
        var frames = new ArrayList<>(
                client.frames(RawClient.header("forged", "execute_request"), "{\"code\": \"val forged = 1\"}"));
        frames.set(1, "0".repeat(64).getBytes(StandardCharsets.US_ASCII));
        client.sendFrames(client.shell, frames);

        assertThat(client.execute("forged").text("ename")).isEqualTo("CompileError");
    }

    @Test
    void runs_a_repeated_message_once() {
        client.execute("var runs = 0");
        var frames = client.frames(RawClient.header("twice", "execute_request"), "{\"code\": \"runs++\"}");
        client.sendFrames(client.shell, frames);
        client.sendFrames(client.shell, frames);
        client.reply(client.shell, "twice");

        assertThat(client.execute("check(runs == 1)").text("status")).isEqualTo("ok");
    }

    @Test
    void drops_messages_that_are_none() {
        byte[] junk = "junk".getBytes(StandardCharsets.US_ASCII);
        client.sendFrames(client.shell, List.of(junk));
        client.sendFrames(client.shell, List.of("<IDS|MSG>".getBytes(StandardCharsets.US_ASCII), junk));
        client.sendFrames(client.shell, client.frames("{broken", "{}"));
        client.sendFrames(client.shell, client.frames("[1]", "{}"));
        client.sendFrames(
                client.shell,
                client.frames("{\"msg_id\": \"m\", \"session\": null, \"msg_type\": \"execute_request\"}", "{}"));
        client.sendFrames(
                client.shell, client.frames(RawClient.header("deep", "execute_request"), "[".repeat(100_000)));
        client.sendFrames(client.control, List.of(junk, junk));
        client.sendFrames(client.stdin, List.of(junk));

        String info = client.send(client.control, "kernel_info_request", Map.of());
        assertThat(client.reply(client.control, info).text("status")).isEqualTo("ok");
    }

    @Test
    void answers_a_request_with_a_wrong_field_by_an_error() {
        String id = client.send(client.shell, "execute_request", Map.of("code", List.of(1)));

        assertThat(client.reply(client.shell, id).text("status")).isEqualTo("error");
        assertThat(client.broadcastsOf(id)).hasSize(2);
    }

    @Test
    void answers_an_unknown_request_by_an_error() {
        String id = client.send(client.shell, "debug_request", Map.of());

        Received reply = client.reply(client.shell, id);
        assertThat(reply.type()).isEqualTo("debug_reply");
        assertThat(reply.text("status")).isEqualTo("error");
    }

    @Test
    void ignores_comms_of_unknown_targets() {
        String id = client.send(
                client.shell, "comm_open", Map.of("comm_id", "c", "target_name", "nobody", "data", new JsonObject()));
        assertThat(client.broadcastsOf(id)).extracting(Received::type).contains("status");
        client.send(client.shell, "comm_close", Map.of("comm_id", "c", "data", new JsonObject()));

        String info = client.send(client.shell, "comm_info_request", Map.of());
        assertThat(client.reply(client.shell, info).text("status")).isEqualTo("ok");
    }

    @Test
    void interrupts_a_cell_that_sleeps() {
        assertInterrupted("println(\"running\"); Thread.sleep(600_000)");
    }

    @Test
    void interrupts_a_cell_that_computes_and_checks() {
        assertInterrupted(
                "println(\"running\"); while (true) { if (Thread.interrupted()) throw InterruptedException() }");
    }

    @Test
    void interrupts_a_cell_that_waits_for_input() {
        String id = client.send(client.shell, "execute_request", Map.of("code", "readln()"));
        client.receive(client.stdin);
        interrupt();

        assertThat(client.reply(client.shell, id).text("ename")).isEqualTo("Interrupted");
    }

    @Test
    void survives_interrupts_when_no_cell_runs() {
        interrupt();
        interrupt();
    }

    @Test
    void answers_control_and_heartbeat_while_a_cell_runs() {
        String id = client.send(client.shell, "execute_request", Map.of("code", "readln()"));
        client.receive(client.stdin);

        String info = client.send(client.control, "kernel_info_request", Map.of());
        assertThat(client.reply(client.control, info).text("status")).isEqualTo("ok");
        client.heartbeat.send("ping");
        assertThat(client.heartbeat.recvStr()).isEqualTo("ping");
        client.send(client.stdin, "input_reply", Map.of("value", ""));
        client.reply(client.shell, id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.exit(3)",
                "kotlin.system.exitProcess(3)",
                "Runtime.getRuntime().exit(3)",
                "Runtime.getRuntime().halt(3)",
                "listOf(3).forEach { System.exit(it) }"
            })
    void a_cell_cannot_end_the_kernel(String code) {
        Received reply = client.execute(code);

        assertThat(reply.text("ename")).endsWith("ExitRefused");
        assertThat(reply.text("evalue")).contains("(3) would end the kernel");
    }

    @Test
    void survives_errors_of_the_virtual_machine() {
        for (String code : List.of("TODO()", "throw Error()", "assert(false)", "fun f(): Int = f() + 1; f()")) {
            assertThat(client.execute(code).content().get("status").getAsString())
                    .isIn("error", "ok");
        }
    }

    private static void assertInterrupted(String code) {
        String id = client.send(client.shell, "execute_request", Map.of("code", code));
        client.nextBroadcast(
                message -> message.type().equals("stream") && message.parentId().equals(id));
        interrupt();

        Received reply = client.reply(client.shell, id);
        assertThat(reply.text("ename")).isEqualTo("Interrupted");
        // what happened, then the cell's place, line and marks, and nothing of the machinery
        assertThat(reply.content().getAsJsonArray("traceback")).hasSize(4);
        assertThat(reply.content().getAsJsonArray("traceback").get(2).getAsString())
                .endsWith(code);
    }

    private static void interrupt() {
        String id = client.send(client.control, "interrupt_request", Map.of());
        assertThat(client.reply(client.control, id).text("status")).isEqualTo("ok");
    }
}
