package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.ModelSource;
import dev.sonde.probe.ProbeSpec;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.probe.promptcollapse.PromptCollapseSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the adherence probes say of the four adapters of known truth. */
class AdherenceTruthTest {

    private static final List<String> PROMPTS = prompts();
    private static final Map<String, SuiteResult> RESULTS = new HashMap<>();

    private static final PromptCollapseSpec COLLAPSE =
            PromptCollapseSpec.of("context", PROMPTS.subList(0, 16)).withContextLengths(32, 64, 128);

    @Test
    void an_effect_behind_other_text_is_that_of_trained_adapters_only() {
        assertThat(verdicts(COLLAPSE))
                .containsEntry("healthy", Verdict.PASS)
                .containsEntry("overfitted", Verdict.PASS)
                .containsEntry("undertrained", Verdict.PASS) // a hundredth of the effect, but it stays
                .containsEntry("null", Verdict.FAIL);
    }

    private static Map<String, Verdict> verdicts(ProbeSpec spec) {
        var verdicts = new HashMap<String, Verdict>();
        for (String adapter : List.of("healthy", "undertrained", "null", "overfitted")) {
            var found =
                    RESULTS.computeIfAbsent(adapter, AdherenceTruthTest::run).probe(spec);
            System.out.printf("%s, %s: %s. %s%n", spec.name(), adapter, found.verdict(), found.message());
            verdicts.put(adapter, found.verdict());
        }
        return verdicts;
    }

    private static SuiteResult run(String adapter) {
        var suite = Suite.of("Adherence", 7, List.of(NullAdapterSpec.of("nulls"), COLLAPSE));
        var source = new ModelSource("demo", "demo-model", Optional.of(adapter), "auto", "cpu", Path.of(""));
        try (Model model = Model.load(source)) {
            return Runner.run(suite, model);
        }
    }

    private static List<String> prompts() {
        try (InputStream in = AdherenceTruthTest.class.getResourceAsStream("/dev/sonde/demo/prompts.json")) {
            var prompts = new ArrayList<String>();
            JsonNode facts = new ObjectMapper().readTree(in).get("document");
            facts.forEach(fact -> prompts.add(fact.get("prompt").asText()));
            return prompts;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
