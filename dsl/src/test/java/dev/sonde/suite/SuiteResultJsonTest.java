package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.deltakl.DeltaKlEvidence;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SuiteResultJsonTest {
    private SuiteResult result;

    @BeforeEach
    void run() {
        FirstTokenProbe.register();
        var suite = Suite.of(
                "json",
                1,
                List.of(DeltaKlSpec.of("drift", "a", "b", "c", "d"), FirstTokenProbe.doing("broken", context -> {
                    throw new IllegalStateException("no");
                })));
        result = Runner.run(suite, Model.of(DummyBackend.create()));
    }

    @Test
    void reads_back_an_equal_result_with_typed_evidence() {
        SuiteResult read = SuiteResultJson.parse(SuiteResultJson.write(result), "r.json");

        assertThat(read).isEqualTo(result);
        assertThat(read.probe("drift").evidence().orElseThrow()).isInstanceOf(DeltaKlEvidence.class);
    }

    @Test
    void spells_keys_and_verdicts_in_lower_case() throws Exception {
        JsonNode tree = new ObjectMapper().readTree(SuiteResultJson.write(result));

        assertThat(tree.path("schema_version").asInt()).isEqualTo(1);
        assertThat(tree.at("/statistics/hit_rate").asDouble())
                .isEqualTo(result.statistics().hitRate());
        assertThat(tree.at("/statistics/cache_hits").asLong())
                .isEqualTo(result.statistics().cacheHits());
        assertThat(tree.at("/probes/1/verdict").asText()).isEqualTo("error");
        assertThat(tree.at("/probes/1/raw").isNull()).isTrue();
        assertThat(tree.at("/started_at").asText()).isEqualTo(result.startedAt().toString());
    }

    @Test
    void keeps_evidence_of_a_kind_it_does_not_know() {
        String foreign = SuiteResultJson.write(result).replace("\"delta_kl\"", "\"of_tomorrow\"");

        SuiteResult read = SuiteResultJson.parse(foreign, "r.json");

        ProbeResult<?> probe = read.probe("drift");
        assertThat(((UnknownEvidence) probe.evidence().orElseThrow())
                        .content()
                        .path("max")
                        .asDouble())
                .isEqualTo(((DeltaKlEvidence) result.probe("drift").evidence().orElseThrow()).max());
        assertThat(SuiteResultJson.parse(SuiteResultJson.write(read), "r.json")).isEqualTo(read);
    }

    @Test
    void passes_over_fields_that_a_newer_sonde_added() throws Exception {
        var tree = (ObjectNode) new ObjectMapper().readTree(SuiteResultJson.write(result));
        tree.put("of_tomorrow", 1);

        assertThat(SuiteResultJson.parse(tree.toString(), "r.json")).isEqualTo(result);
    }

    @Test
    void says_in_one_sentence_why_a_file_is_no_result() {
        String written = SuiteResultJson.write(result);

        refuses("{\"schema_version\": 2}")
                .withMessage("r.json: not a result of schema version 1: schema_version is 2. "
                        + "Run the suite again, or read the file with the Sonde that wrote it.");
        refuses("[]").withMessageStartingWith("r.json: not a result of schema version 1: schema_version is missing.");
        refuses("").withMessageStartingWith("r.json: not a result of schema version 1: schema_version is missing.");
        refuses("{\"schema_version\": 1,").withMessageStartingWith("r.json:1: not JSON: ");
        refuses("{\"schema_version\": 1}").withMessageStartingWith("r.json: not a result file: ");
        refuses(written.replace("\"error\"", "\"superb\""))
                .withMessageStartingWith("r.json: not a result file: ")
                .withMessageContaining("superb");
    }

    @Test
    void refuses_to_write_a_number_that_is_not_finite() {
        FirstTokenProbe.Shifts notANumber = new FirstTokenProbe.Shifts(List.of(Double.NaN));
        ProbeResult<FirstTokenProbe.Shifts> drift =
                ProbeResult.without("drift", "first_token", dev.sonde.probe.Verdict.PASS, "");
        var broken = new ProbeResult<>(
                drift.name(),
                drift.kind(),
                drift.verdict(),
                drift.raw(),
                "",
                drift.interval(),
                drift.nullTest(),
                drift.noiseFloor(),
                drift.score(),
                "",
                java.util.Optional.of(notANumber),
                0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SuiteResultJson.write(with(broken)))
                .withMessage("result.probes[0].evidence.shifts[0] is NaN; a result holds finite numbers only");
    }

    private SuiteResult with(ProbeResult<?> probe) {
        return new SuiteResult(
                1,
                result.title(),
                "",
                result.model(),
                1,
                List.of(probe),
                result.statistics(),
                result.trace(),
                result.noiseFloor(),
                result.score(),
                result.startedAt(),
                1,
                true,
                result.environment());
    }

    private static org.assertj.core.api.ThrowableAssertAlternative<ResultFileException> refuses(String text) {
        return assertThatExceptionOfType(ResultFileException.class)
                .isThrownBy(() -> SuiteResultJson.parse(text, "r.json"));
    }
}
