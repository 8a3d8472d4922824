package dev.sonde.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.Operation.RollingLogProb;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.View;
import dev.sonde.backend.http.FakeServer.Said;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.report.HtmlReport;
import dev.sonde.report.MarkdownReport;
import dev.sonde.suite.Model;
import dev.sonde.suite.RunOptions;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import dev.sonde.suite.SuiteResultJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key goes into one header, and nowhere else, whatever the server does with it. */
class KeySecrecyTest {
    private static final String KEY = HttpServers.KEY;

    private final FakeServer server = new FakeServer(ToyServer.models("vllm"), new ToyServer(true));

    @TempDir
    private Path directory;

    KeySecrecyTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void sends_the_key_with_every_request_and_none_without_a_variable() {
        try (ScoringBackend backend = HttpServers.open(source())) {
            backend.evaluate(List.of(new Evaluation<>(View.BASE, new NextToken("Once", 5))));
        }
        assertThat(server.seen()).hasSize(2).allSatisfy(request -> assertThat(
                        request.headers().get("Authorization"))
                .containsExactly("Bearer " + KEY));

        HttpServers.open(ModelSource.http(server.url(), "toy", Optional.empty()))
                .close();
        assertThat(server.seen().get(2).headers()).doesNotContainKey("Authorization");
    }

    @Test
    void writes_it_into_no_result_report_trace_or_suite_file() throws IOException {
        server.models(ToyServer.models("vllm").replace("/lora/v3", "/lora/" + KEY)); // a server that tells it on
        server.answer((question, n) -> question.path("prompt").asText().equals("Once")
                ? Said.status(400, "{\"error\": {\"message\": \"Incorrect API key provided: " + KEY + "\"}}")
                : new ToyServer(true).to(question, n));
        Suite suite = Suite.of(
                        "served", 7, List.of(DeltaKlSpec.of("drift", "The bell"), DeltaKlSpec.of("refused", "Once")))
                .withModel(source());
        Path trace = directory.resolve("trace.jsonl");
        SuiteResult result;
        ScoringBackend backend = HttpServers.open(source());
        try (Model model = Model.of(backend)) {
            result = Runner.run(suite, model, RunOptions.DEFAULT.withTrace(trace));
        }

        assertThat(result.probe("refused").message()).contains("Incorrect API key provided: [key]");
        assertThat(result.model().content()).containsEntry("adapter_root", "/lora/[key]");
        assertThat(List.of(
                        result.toString(),
                        SuiteResultJson.write(result),
                        MarkdownReport.of(result),
                        HtmlReport.of(result),
                        Files.readString(trace),
                        backend.toString(),
                        backend.card().toString(),
                        backend.adapterReport().toString()))
                .allSatisfy(text -> assertThat(text).isNotEmpty().doesNotContain(KEY));
    }

    @Test
    void puts_it_into_no_exception() {
        List<FakeServer.Answer> answers = List.of(
                (question, n) -> Said.status(401, "Bearer " + KEY + " is unknown"),
                (question, n) -> Said.status(500, KEY),
                (question, n) -> Said.json("{" + KEY),
                (question, n) -> Said.status(302, KEY).with("Location", "http://" + KEY + ".example/" + KEY),
                (question, n) -> {
                    var reply = new ToyServer(true).reply(question);
                    return Said.json(reply.toString().replace("The bell", KEY).replace("token_id:1\"", KEY + "\""));
                });
        for (FakeServer.Answer answer : answers) {
            server.answer(answer);
            try (ScoringBackend backend = HttpServers.open(source().withOption("retries", "1"))) {
                var outcome = backend.evaluate(List.of(new Evaluation<>(View.BASE, new RollingLogProb("The bell"))))
                        .get(0);

                assertThat(stackTrace(((Outcome.Failure) outcome).error())).doesNotContain(KEY);
            }
        }
    }

    @Test
    void says_which_variable_is_missing_or_unusable_without_its_value() {
        assertThatThrownBy(() -> ApiKey.in("NO_KEY", Map.of("TOY_KEY", KEY)::get))
                .isInstanceOf(BackendException.class)
                .hasMessageStartingWith(
                        "The environment variable NO_KEY, named by 'key_variable', is not set or empty.");
        assertThatThrownBy(() -> ApiKey.in("TOY_KEY", Map.of("TOY_KEY", KEY + "\r\nHost: evil")::get))
                .isInstanceOf(BackendException.class)
                .hasMessageStartingWith("The environment variable TOY_KEY holds blanks, line breaks")
                .hasMessageNotContaining(KEY);
        assertThat(ApiKey.in("TOY_KEY", Map.of("TOY_KEY", KEY + "\n")::get))
                .hasToString("key from TOY_KEY")
                .returns("Bearer " + KEY, ApiKey::bearer);
    }

    private ModelSource source() {
        return ModelSource.http(server.url(), "toy", Optional.of("tuned")).withOption("key_variable", "TOY_KEY");
    }

    private static String stackTrace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
