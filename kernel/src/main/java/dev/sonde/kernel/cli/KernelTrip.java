package dev.sonde.kernel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.kernel.install.KernelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Starts a kernel as Jupyter would, lets it run a cell, and shuts it down.
 *
 * @param argv of the kernelspec
 * @param env of the kernelspec
 */
record KernelTrip(List<String> argv, Map<String, String> env) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SAID_LINES = 3;

    /**
     * What a kernelspec says.
     *
     * @throws IOException if it cannot be read
     */
    static KernelTrip of(Path kernelJson) throws IOException {
        JsonNode spec = JSON.readTree(kernelJson.toFile());
        var argv = new ArrayList<String>();
        spec.path("argv").forEach(argument -> argv.add(argument.asText()));
        var env = new LinkedHashMap<String, String>();
        spec.path("env")
                .properties()
                .forEach(entry -> env.put(entry.getKey(), entry.getValue().asText()));
        return new KernelTrip(argv, env);
    }

    /**
     * Runs a cell in a process of its own.
     *
     * @param limit how long the kernel may take until it answers
     * @return the value of the expression as text; what the kernel said instead, if it gave none
     * @throws IOException if the kernel cannot be started, or does not answer in time
     */
    String run(String expression, Duration limit) throws IOException, InterruptedException {
        KernelAddress address = KernelAddress.free();
        Path file = Files.createTempFile("sonde-doctor", ".json");
        Path log = Files.createTempFile("sonde-doctor", ".log");
        try {
            address.write(file);
            Process kernel = start(file, log);
            try (var client = new KernelClient(address)) {
                client.evaluate(expression);
                String answer = await(client, kernel, limit)
                        .orElseThrow(() -> new IOException(silence(kernel, limit) + said(log)));
                client.shutDown();
                kernel.waitFor(10, TimeUnit.SECONDS);
                return value(answer);
            } finally {
                kernel.destroyForcibly();
            }
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(log);
        }
    }

    private Process start(Path file, Path log) throws IOException {
        var command = argv.stream()
                .map(argument -> argument.replace(KernelSpec.CONNECTION_FILE, file.toString()))
                .toList();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(env);
        return builder.start();
    }

    private static Optional<String> await(KernelClient client, Process kernel, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Optional<String> reply = Optional.empty();
        while (reply.isEmpty() && kernel.isAlive() && System.nanoTime() < deadline) {
            reply = client.reply();
        }
        return reply;
    }

    private static String value(String answer) throws IOException {
        JsonNode value = JSON.readTree(answer).at("/user_expressions/x/data");
        return value.isMissingNode() ? answer : value.path("text/plain").asText();
    }

    private static String silence(Process kernel, Duration limit) {
        return kernel.isAlive()
                ? "it did not answer within %d s".formatted(limit.toSeconds())
                : "it ended with code %d".formatted(kernel.exitValue());
    }

    private static String said(Path log) {
        try {
            String text = Files.readString(log).strip();
            return text.isEmpty()
                    ? ""
                    : " and said: " + text.lines().limit(SAID_LINES).collect(Collectors.joining(" / "));
        } catch (IOException unreadable) {
            return "";
        }
    }
}
