package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.Golden;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.ablation.AdapterAblationEvidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Divergences are those of the reference; and every probe of its run is compared somewhere, or differs for a reason. */
class ParityCoverageTest {

    private static final double TOLERANCE = 1e-4;

    private static final Map<String, String> ELSEWHERE = Map.of(
            "collapse", "AdherenceParityTest",
            "collapse_legacy", "AdherenceParityTest",
            "paraphrase", "AttributionParityTest",
            "paraphrase_memorize", "AttributionParityTest",
            "sections", "AttributionParityTest",
            "preference", "AttributionParityTest",
            "external", "ReferenceParityTest");

    private static final Map<String, String> ON_PURPOSE = Map.of(
            "ablation_kl",
                    "its reference point is its smallest strength, -0.5, and not base; such a strength is refused",
            "drift", "it divides by a fourth of the characters in place of the tokens",
            "drift_inline", "it divides by a fourth of the characters in place of the tokens",
            "leak", "its recall is difflib's ratio of characters; ours counts words beyond those that base recalls",
            "style",
                    "its shift is called a cosine and is not bounded by 1; ours is a share of the way to the reference's style");

    private static final Set<String> HERE = Set.of("delta_js", "delta_kl", "ablation");

    private static SuiteResult ours;
    private static JsonNode theirs;

    @BeforeAll
    static void run() throws IOException {
        Path folder = Golden.root();
        String file = Files.readString(folder.resolve("parity/suite_fixed.yaml"));
        file = file.replace("  - -0.5\n", ""); // see ON_PURPOSE
        Suite all = SuiteYaml.parse(file, "suite_fixed.yaml", folder, SuiteYaml.UnbuiltKinds.SKIP);
        Suite suite = new Suite(
                all.title(),
                Optional.empty(),
                all.defaults(),
                all.entries().stream()
                        .filter(entry -> HERE.contains(entry.spec().name()))
                        .toList());
        try (Model model = Model.load(all.model().orElseThrow())) {
            ours = Runner.run(suite, model);
        }
        theirs = new ObjectMapper()
                .readTree(folder.resolve("parity/result_fixed.json").toFile())
                .path("probes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delta_js", "delta_kl"})
    void divergences_of_prompts_are_those_of_the_reference(String probe) {
        var found = ours.probe(probe);

        assertThat(found.raw().orElseThrow())
                .isCloseTo(reference(probe).path("raw").asDouble(), within(TOLERANCE));
        assertClose(
                found.evidence().orElseThrow().perPrompt().stream()
                        .map(PromptValue::value)
                        .toList(),
                numbers(reference(probe).path("evidence").path("per_prompt")));
    }

    @Test
    void divergences_by_the_adapters_strength_are_those_of_the_reference() {
        JsonNode evidence = reference("ablation").path("evidence");
        var found = (AdapterAblationEvidence) ours.probe("ablation").evidence().orElseThrow();

        assertThat(found.lambdas()).isEqualTo(numbers(evidence.path("lambdas")));
        assertClose(found.mean(), numbers(evidence.path("mean_divergence_per_lambda")));
    }

    @Test
    void every_probe_of_the_reference_is_compared_or_differs_for_a_reason() {
        var accounted = new TreeSet<>(HERE);
        accounted.addAll(ELSEWHERE.keySet());
        accounted.addAll(ON_PURPOSE.keySet());
        var run = new TreeSet<String>();
        theirs.forEach(probe -> run.add(probe.path("name").asText()));

        assertThat(accounted).isEqualTo(run);
        assertThat(ELSEWHERE.values())
                .allSatisfy(name -> assertThat(Path.of("src/test/java/dev/sonde/suite/" + name + ".java"))
                        .exists());
    }

    private static void assertClose(List<Double> found, List<Double> wanted) {
        assertThat(found).hasSameSizeAs(wanted);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).isCloseTo(wanted.get(i), within(TOLERANCE));
        }
    }

    private static List<Double> numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asDouble)
                .toList();
    }

    private static JsonNode reference(String probe) {
        return StreamSupport.stream(theirs.spliterator(), false)
                .filter(each -> each.path("name").asText().equals(probe))
                .findFirst()
                .orElseThrow();
    }
}
