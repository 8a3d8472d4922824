package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.ModelSource;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.ablation.AdapterAblationSpec;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The probes tell the four adapters of known truth apart: a test that cannot is no test. */
class DemoTruthTest {

    private static final int PROMPTS = 12;
    private final DeltaKlSpec document = DeltaKlSpec.of("document", prompts("document"));
    private final DeltaKlSpec everyday =
            DeltaKlSpec.of("everyday", prompts("generic")).withAssertMeanLte(0.05);
    private final AdapterAblationSpec shape =
            AdapterAblationSpec.of("shape", prompts("document").subList(0, 4));
    private final Suite suite =
            Suite.of("Does it know the document?", 7, List.of(NullAdapterSpec.of("nulls"), document, everyday, shape));

    @Test
    void the_healthy_adapter_passes_everything() {
        SuiteResult result = run("healthy");

        assertThat(result.probes())
                .allSatisfy(
                        probe -> assertThat(probe.verdict()).as(probe.message()).isEqualTo(Verdict.PASS));
        assertThat(result.passed()).isTrue();
    }

    @Test
    void the_null_adapter_moves_the_document_no_further_than_other_random_weights() {
        SuiteResult result = run("null");

        assertThat(result.probe(document).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.probe(document).nullTest().orElseThrow().pValue()).isGreaterThan(0.05);
        assertThat(result.passed()).isFalse();
    }

    @Test
    void the_undertrained_adapter_moves_the_document_too_little() {
        SuiteResult result = run("undertrained");

        assertThat(result.probe(document).verdict()).isIn(Verdict.FAIL, Verdict.INCONCLUSIVE);
        assertThat(result.probe(document).raw().orElseThrow()).isLessThan(0.02);
        assertThat(result.passed()).isFalse();
    }

    @Test
    void the_overfitted_adapter_is_caught_by_what_it_does_to_everyday_prompts() {
        SuiteResult result = run("overfitted");

        assertThat(result.probe(document).verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.probe(everyday).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.passed()).isFalse();
    }

    private SuiteResult run(String adapter) {
        var source = new ModelSource("demo", "demo-model", Optional.of(adapter), "auto", "cpu", Path.of(""));
        try (Model model = Model.load(source)) {
            return Runner.run(suite, model);
        }
    }

    private static List<String> prompts(String group) {
        try (InputStream in = DemoTruthTest.class.getResourceAsStream("/dev/sonde/demo/prompts.json")) {
            JsonNode prompts = new ObjectMapper().readTree(in).get(group);
            return StreamSupport.stream(prompts.spliterator(), false)
                    .map(prompt -> prompt.isTextual()
                            ? prompt.asText()
                            : prompt.get("prompt").asText())
                    .limit(PROMPTS)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
