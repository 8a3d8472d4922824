package dev.sonde.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.View;
import dev.sonde.backend.http.FakeServer.Said;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are overloaded, slow, gone, or send elsewhere. */
class FailingServerTest {
    private static final Evaluation<?> QUESTION = new Evaluation<>(View.BASE, new NextToken("The bell", 5));

    private final FakeServer server = new FakeServer(ToyServer.models("vllm"), new ToyServer(true));
    private final List<Duration> pauses = new ArrayList<>();

    FailingServerTest() throws IOException {}

    @AfterEach
    void close() {
        Thread.interrupted();
        server.close();
    }

    @Test
    void waits_as_long_as_an_overloaded_server_asks() {
        server.answer((question, n) ->
                n == 1 ? Said.status(429, "slow down").with("Retry-After", "7") : new ToyServer(true).to(question, n));

        assertThat(outcome(source())).isInstanceOf(Outcome.Answer.class);
        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void reads_a_date_to_come_back_at() {
        assertThat(Backoff.asked("Sat, 21 Nov 2026 10:00:30 GMT", Instant.parse("2026-11-21T10:00:00Z")))
                .contains(Duration.ofSeconds(30));
        assertThat(Backoff.asked("Sat, 21 Nov 2026 09:00:00 GMT", Instant.parse("2026-11-21T10:00:00Z")))
                .contains(Duration.ZERO);
        assertThat(Backoff.asked("soon", Instant.EPOCH)).isEmpty();
    }

    @Test
    void does_not_wait_for_hours() {
        server.answer((question, n) -> Said.status(503, "closed").with("Retry-After", "3600"));

        assertThat(failure(source())).hasMessageContaining("asks to wait 3600 seconds, more than the 120");
        assertThat(server.questions()).hasSize(1);
    }

    @Test
    void asks_again_after_a_stumble_and_waits_longer_each_time() {
        server.answer((question, n) -> n <= 2 ? Said.status(500, "oops") : new ToyServer(true).to(question, n));

        assertThat(outcome(source())).isInstanceOf(Outcome.Answer.class);
        assertThat(pauses).hasSize(2);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
        assertThat(server.questions())
                .hasSize(3)
                .containsOnly(server.questions().get(0));
    }

    @Test
    void draws_its_pauses_from_a_seed_and_never_waits_long() {
        var one = new Backoff(7);
        var other = new Backoff(7);

        for (int attempt = 1; attempt <= 20; attempt++) {
            Duration pause = one.after(attempt);
            assertThat(pause).isEqualTo(other.after(attempt)).isLessThanOrEqualTo(Duration.ofSeconds(30));
        }
        assertThat(new Backoff(8).after(1)).isNotEqualTo(new Backoff(7).after(1));
    }

    @Test
    void gives_up_after_as_many_retries_as_the_user_allows() {
        server.answer((question, n) -> Said.status(503, "{\"error\": {\"message\": \"no GPU\"}}"));

        assertThat(failure(source().withOption("retries", "2")))
                .hasMessageContaining("gave no answer in 3 attempts; the last one ended with: status 503 'no GPU'.");
        assertThat(server.questions()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422})
    void never_repeats_what_was_refused(int status) {
        server.answer((question, n) -> Said.status(status, "{\"message\": \"context too long\"}"));

        assertThat(failure(source()).code()).isEqualTo("http-" + status);
        assertThat(failure(source())).hasMessageContaining("'context too long'");
        assertThat(server.questions()).hasSize(2);
    }

    @Test
    void names_what_is_missing_when_a_key_is_wanted() {
        server.answer((question, n) -> Said.status(401, ""));

        assertThat(failure(source()))
                .hasMessageEndingWith(
                        "Put the server's key into an environment variable and name it in 'key_variable'.");
    }

    @Test
    void follows_no_redirect() throws IOException {
        try (var elsewhere = new FakeServer(ToyServer.models("vllm"), new ToyServer(true))) {
            server.answer((question, n) -> Said.status(307, "").with("Location", elsewhere.url() + "/completions"));

            assertThat(failure(source().withOption("key_variable", "TOY_KEY")))
                    .hasMessageContaining("sends on to " + elsewhere.url().replace("/v1", ""))
                    .hasMessageContaining("Redirects are not followed");
            assertThat(elsewhere.seen()).isEmpty();
        }
    }

    @Test
    void stops_reading_a_reply_that_is_too_long() {
        server.answer((question, n) -> new Said(200, Map.of(), new byte[3 << 20]));

        assertThat(failure(source()).code()).isEqualTo("reply-too-large");
    }

    @Test
    void does_not_wait_for_an_answer_that_never_comes() {
        server.answer((question, n) -> {
            server.closing.await();
            return Said.status(500, "");
        });

        assertThat(failure(source().withOption("timeout_seconds", "1")))
                .hasMessageContaining("did not finish its answer within 1 seconds.");
    }

    @Test
    void asks_again_when_a_reply_is_cut_off_in_the_middle() throws IOException {
        try (var half = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var thread = new Thread(() -> answerHalf(half));
            thread.setDaemon(true);
            thread.start();
            ModelSource source = ModelSource.http(
                            "http://127.0.0.1:" + half.getLocalPort() + "/v1", "toy", Optional.empty())
                    .withOption("retries", "1");

            assertThatThrownBy(() -> HttpServers.open(source, pauses))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("gave no answer in 2 attempts");
            assertThat(pauses).hasSize(1);
        }
    }

    private static void answerHalf(ServerSocket half) {
        while (!half.isClosed()) {
            try (Socket socket = half.accept()) {
                socket.getInputStream().read(new byte[4096]);
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"data\": ["
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Test
    void says_when_nobody_listens() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ModelSource nobody = ModelSource.http("http://127.0.0.1:" + port, "toy", Optional.empty());

        assertThatThrownBy(() -> HttpServers.open(nobody, pauses))
                .isInstanceOf(BackendException.class)
                .hasMessageStartingWith("http://127.0.0.1:" + port
                        + " gave no answer in 5 attempts; the last one ended " + "with: ConnectException");
        assertThat(pauses).hasSize(4);
    }

    @Test
    void stops_at_once_when_the_thread_is_interrupted() throws Exception {
        var arrived = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        server.answer((question, n) -> {
            arrived.countDown();
            server.closing.await();
            return Said.status(500, "");
        });
        try (ScoringBackend backend = HttpServers.open(source(), pauses)) {
            Thread asking = Thread.currentThread();
            var interrupter = new Thread(() -> {
                try {
                    arrived.await();
                    asking.interrupt();
                } catch (InterruptedException impossible) {
                    Thread.currentThread().interrupt();
                }
            });
            threads.add(interrupter);
            interrupter.start();

            assertThatThrownBy(() -> backend.evaluate(List.of(QUESTION, QUESTION)))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("Interrupted after 0 of 2 evaluations");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void stops_while_it_waits_for_the_next_attempt() throws IOException {
        server.answer((question, n) -> Said.status(503, ""));
        var forever = new CountDownLatch(1);
        Thread asking = Thread.currentThread();
        try (ScoringBackend backend = HttpServers.open(source(), wait -> {
            asking.interrupt();
            forever.await();
        })) {
            assertThatThrownBy(() -> backend.evaluate(List.of(QUESTION))).isInstanceOf(CancellationException.class);
        }
        assertThat(server.questions()).hasSize(1);
    }

    private ModelSource source() {
        return ModelSource.http(server.url(), "toy", Optional.of("tuned"));
    }

    private Outcome outcome(ModelSource source) {
        try (ScoringBackend backend = HttpServers.open(source, pauses)) {
            return backend.evaluate(List.of(QUESTION)).get(0);
        }
    }

    private BackendException failure(ModelSource source) {
        Outcome outcome = outcome(source);
        assertThat(outcome).isInstanceOf(Outcome.Failure.class);
        return ((Outcome.Failure) outcome).error();
    }
}
