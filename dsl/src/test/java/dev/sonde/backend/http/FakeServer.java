package dev.sonde.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server in this process, on a port of this machine: what it is to answer is written by the test. */
final class FakeServer implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    /** Released when the server closes, for answers that never come. */
    final CountDownLatch closing = new CountDownLatch(1);

    private volatile String models;
    private volatile Answer answer;

    /** One request as it arrived. */
    record Seen(String path, Map<String, List<String>> headers, JsonNode body) {}

    /** What is sent back. */
    record Said(int status, Map<String, String> headers, byte[] body) {
        static Said json(String body) {
            return new Said(200, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
        }

        static Said status(int status, String body) {
            return new Said(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        }

        Said with(String header, String value) {
            return new Said(status, Map.of(header, value), body);
        }
    }

    /** Answers the n-th question, counted from 1. */
    interface Answer {
        Said to(JsonNode question, int n) throws IOException, InterruptedException;
    }

    FakeServer(String models, Answer answer) throws IOException {
        this.models = models;
        this.answer = answer;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            seen.add(new Seen(path, exchange.getRequestHeaders(), JSON.readTree(body)));
            Said said = path.endsWith("/models")
                    ? models.isEmpty() ? Said.status(404, "no such page") : Said.json(models)
                    : answer.to(JSON.readTree(body), (int) questions().stream().count());
            underWay.decrementAndGet();
            said.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            exchange.sendResponseHeaders(said.status(), said.body().length == 0 ? -1 : said.body().length);
            exchange.getResponseBody().write(said.body());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    List<JsonNode> questions() {
        return seen().stream()
                .filter(request -> request.path().equals("/v1/completions"))
                .map(Seen::body)
                .toList();
    }

    int mostUnderWay() {
        return mostUnderWay.get();
    }

    void models(String list) {
        models = list;
    }

    void answer(Answer other) {
        answer = other;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
