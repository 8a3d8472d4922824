package dev.sonde.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The kernel as a process of its own: how it ends. */
@Timeout(180)
class KernelProcessTest {

    private static final String KEY = "a-key-that-nobody-may-read";

    @TempDir
    private Path folder;

    private Process server;
    private Process kernel;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        server = new ProcessBuilder("cat").start(); // waits for input that never comes
        var file = new LinkedHashMap<String, Object>(Map.of(
                "ip",
                "127.0.0.1",
                "transport",
                "tcp",
                "signature_scheme",
                "hmac-sha256",
                "key",
                KEY,
                "kernel_name",
                "sonde"));
        for (String channel : new String[] {"shell", "control", "stdin", "iopub", "hb"}) {
            file.put(channel + "_port", FreePort.next());
        }
        String json = new Gson().toJson(file);
        Path connection = Files.writeString(folder.resolve("kernel.json"), json);
        kernel = process(connection);
        client = new RawClient(KernelConnectionProperties.parse(json));
        client.awaitReady();
    }

    private Process process(Path connection) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        var builder = new ProcessBuilder(
                java.toString(),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sonde.kernel.KernelMain",
                "kernel",
                connection.toString());
        builder.environment().put("SONDE_HISTORY", "off");
        builder.environment().put(ServerWatch.VARIABLE, Long.toString(server.pid()));
        return builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
    }

    private Path log() {
        return folder.resolve("kernel.log");
    }

    @AfterEach
    void stop() {
        client.close();
        kernel.destroyForcibly();
        server.destroyForcibly();
    }

    @Test
    void survives_a_full_heap_and_ends_at_a_shutdown_although_a_cell_computes() throws Exception {
        String full = client.send(
                client.shell,
                "execute_request",
                Map.of(
                        "code",
                        "val few = 3\nval all = ArrayList<LongArray>()\nwhile (true) all += LongArray(1_000_000)"));
        assertThat(client.reply(client.shell, full).text("ename")).isEqualTo("java.lang.OutOfMemoryError");
        assertThat(client.execute("LongArray(8_000_000).size").text("status")).isEqualTo("ok");
        assertThat(client.execute("few").text("status")).isEqualTo("ok");
        assertThat(client.execute("all.size").text("evalue")).startsWith("'all' has no value");
        String busy =
                client.send(client.shell, "execute_request", Map.of("code", "println(\"busy\"); while (true) { }"));
        client.nextBroadcast(
                message -> message.type().equals("stream") && message.parentId().equals(busy));

        String id = client.send(client.control, "shutdown_request", Map.of("restart", true));

        assertThat(client.reply(client.control, id).content().get("restart").getAsBoolean())
                .isTrue();
        assertThat(kernel.waitFor()).isZero();
        assertThat(Files.readString(log())).doesNotContain(KEY);
    }

    @Test
    void ends_at_a_shutdown_when_no_cell_runs() throws Exception {
        client.execute("1");
        String id = client.send(client.control, "shutdown_request", Map.of("restart", false));

        assertThat(client.reply(client.control, id).text("status")).isEqualTo("ok");
        assertThat(kernel.waitFor()).isZero();
    }

    @Test
    void ends_with_its_server_although_a_cell_computes() throws Exception {
        client.send(client.shell, "execute_request", Map.of("code", "println(\"busy\"); while (true) { }"));
        client.nextBroadcast(message -> message.type().equals("stream"));

        server.destroyForcibly();

        assertThat(kernel.waitFor()).isOne();
    }
}
