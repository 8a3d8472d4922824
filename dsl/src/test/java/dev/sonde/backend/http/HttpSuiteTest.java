package dev.sonde.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.ModelSource;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.ablation.AdapterAblationSpec;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteFileException;
import dev.sonde.suite.SuiteResult;
import dev.sonde.suite.SuiteYaml;
import dev.sonde.suite.SuiteYaml.UnbuiltKinds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server's models in suites and suite files. */
class HttpSuiteTest {
    private static final Path HERE = Path.of("/suites");

    private final FakeServer server = new FakeServer(ToyServer.models("vllm"), new ToyServer(true));

    HttpSuiteTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void measures_base_against_adapter_and_skips_with_a_reason_what_a_server_cannot_do() {
        Suite suite = Suite.of(
                "served",
                7,
                List.of(
                        NullAdapterSpec.of("nulls"),
                        DeltaKlSpec.of("drift", "The bell", "Once"),
                        AdapterAblationSpec.of("shape", "The bell")));
        SuiteResult result;
        try (Model model = Model.of(HttpServers.open(source()))) {
            result = Runner.run(suite, model);
        }

        assertThat(result.probe("drift").raw().orElseThrow()).isCloseTo(expectedShift(), within(1e-9));
        assertThat(result.probe("drift").message()).contains("Mean shift of at least");
        assertThat(result.noiseFloor().orElseThrow().js()).isZero();
        assertThat(result.environment()).containsEntry("distributions", "best 20 tokens");
        assertThat(List.of(result.probe("nulls"), result.probe("shape")))
                .extracting(ProbeResult::verdict)
                .containsOnly(Verdict.SKIP);
        assertThat(result.probe("nulls").message())
                .isEqualTo("The backend cannot replace the adapter by random weights; probes fall back to their "
                        + "thresholds. Choose a backend that holds the adapter's weights.");
        assertThat(result.probe("shape").message())
                .isEqualTo(
                        "The backend cannot change the adapter's strength. Choose one that holds the adapter's weights.");
    }

    /** Jensen-Shannon over the tokens that both best twenty name, all others in one; from the toy's definition. */
    private static double expectedShift() {
        List<Integer> shared = IntStream.range(0, 40)
                .filter(id -> id < 20 && (id + 3) % 40 < 20)
                .boxed()
                .toList();
        double shift = 0;
        double restOfBase = 1;
        double restOfTuned = 1;
        for (int id : shared) {
            double base = Math.exp(ToyServer.logProb("toy", id));
            double tuned = Math.exp(ToyServer.logProb("tuned", id));
            shift += term(base, tuned);
            restOfBase -= base;
            restOfTuned -= tuned;
        }
        return shift + term(restOfBase, restOfTuned);
    }

    private static double term(double p, double q) {
        double middle = (p + q) / 2;
        return (p * Math.log(p / middle) + q * Math.log(q / middle)) / 2;
    }

    @Test
    void skips_a_comparison_without_an_adapter() {
        try (Model model = Model.of(HttpServers.open(ModelSource.http(server.url(), "toy", Optional.empty())))) {
            SuiteResult result = Runner.run(Suite.of("alone", 7, List.of(DeltaKlSpec.of("drift", "Once"))), model);

            assertThat(result.probe("drift").verdict()).isEqualTo(Verdict.SKIP);
            assertThat(result.probe("drift").message()).isEqualTo("The model has no adapter. Load it with one.");
        }
    }

    @Test
    void checks_an_adapter_that_it_cannot_look_into() {
        try (Model model = Model.of(HttpServers.open(source()))) {
            var check = model.adapterReport();

            assertThat(check.changesTheOutput()).isTrue();
            assertThat(check.report().warnings())
                    .containsExactly(
                            "The server holds the adapter's weights; its modules cannot be looked at from here.");
        }
    }

    @Test
    void is_written_into_a_suite_file_and_read_back() {
        ModelSource source = new ModelSource(
                "http",
                "org/toy",
                Optional.of("tuned"),
                "auto",
                "auto",
                HERE,
                Map.of("url", "https://host/v1", "key_variable", "TOY_KEY", "concurrency", "3", "revision", "v1: #2"));
        var suite =
                Suite.of("served", 7, List.of(DeltaKlSpec.of("drift", "Hi"))).withModel(source);

        assertThat(SuiteYaml.parse(SuiteYaml.write(suite), "s.yaml", HERE, UnbuiltKinds.REFUSE))
                .isEqualTo(suite);
    }

    @Test
    void reads_the_references_api_models_as_one_model_with_its_adapter() {
        Suite suite = SuiteYaml.parse("""
                models:
                  base: {kind: api, base: toy, endpoint: "http://localhost:8000/"}
                  ft: {kind: api, base: tuned, endpoint: "http://localhost:8000/"}
                defaults: {differential: false}
                """, "sway.yaml", HERE, UnbuiltKinds.REFUSE);

        assertThat(suite.model())
                .contains(new ModelSource(
                        "http",
                        "toy",
                        Optional.of("tuned"),
                        "auto",
                        "auto",
                        HERE,
                        Map.of("url", "http://localhost:8000/v1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "base: a | A model of kind http needs 'url'",
                "base: a, url: ftp://host | it does not begin with http:// or https://",
                "base: a, url: 'https://me:s3cret@host' | it carries a user or password",
                "base: a, url: 'https://host/v1?key=s3cret' | it has a part after '?' or '#'",
                "base: a, url: 'https://ho st/s3cret' | it is not a URL",
                "base: a, url: 'https://host', api_key: s3cret | unknown key 'api_key' of models.ft",
                "base: a, url: 'https://host', key_variable: sk-s3cret | 'key_variable' is not the name of an environment",
                "base: a, url: 'http://host', key_variable: KEY | The key would go to http://host unencrypted.",
                "base: a, url: 'https://host', adapter: a | Base 'a' and adapter 'a' are one model",
                "base: a, url: 'https://host', concurrency: 0 | 'concurrency' of an http model has to be a whole number",
                "base: a, url: 'https://host', dialect: klingon | has to be auto, vllm or openai, got 'klingon'",
                "base: a, url: 'https://host', dtype: bf16 | Option 'dtype' of an http model has to be auto"
            })
    void refuses_when_the_file_is_read_and_shows_no_secret(String settings, String problem) {
        var refused = catchThrowableOfType(
                SuiteFileException.class,
                () -> SuiteYaml.parse(
                        "models: {ft: {kind: http, " + settings + "}}", "s.yaml", HERE, UnbuiltKinds.REFUSE));

        assertThat(refused).hasMessageContaining(problem);
        assertThat(refused.getMessage()).doesNotContain("s3cret");
    }

    @Test
    void keeps_options_of_a_server_away_from_other_models() {
        assertThat(catchThrowableOfType(
                        SuiteFileException.class,
                        () -> SuiteYaml.parse(
                                "models: {ft: {kind: hf, base: a, url: 'https://host', endpoint: 'https://host'}}",
                                "s.yaml",
                                HERE,
                                UnbuiltKinds.REFUSE)))
                .hasMessageContaining("unknown key 'url' of models.ft")
                .hasMessageContaining("'endpoint' belongs to a kind of model that this is not");
        assertThat(catchThrowableOfType(BackendException.class, () -> Model.load(source().withOption("top-k", "3"))))
                .hasMessageStartingWith("Models of kind 'http' have no option 'top-k'. Known options: [url, ");
    }

    @Test
    void keeps_the_server_when_another_adapter_is_named() {
        assertThat(source().withAdapter("other"))
                .isEqualTo(ModelSource.http(server.url(), "toy", Optional.of("other")));
    }

    private ModelSource source() {
        return ModelSource.http(server.url(), "toy", Optional.of("tuned"));
    }
}
