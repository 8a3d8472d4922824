package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.Golden;
import dev.sonde.probe.promptcollapse.PromptCollapseEvidence;
import dev.sonde.probe.promptcollapse.PromptCollapseSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reference's own suite on its own trained model: what is defined alike has the same numbers. */
class AdherenceParityTest {

    private static SuiteResult ours;
    private static JsonNode theirs;

    @BeforeAll
    static void run() throws IOException {
        Path folder = Golden.root();
        String file = Files.readString(folder.resolve("parity/suite_fixed.yaml"));
        file = file.replace("  - -0.5\n", ""); // a strength of adapter_ablation that is refused here
        Suite all = SuiteYaml.parse(file, "suite_fixed.yaml", folder, SuiteYaml.UnbuiltKinds.SKIP);
        JsonNode stuffing = read(folder.resolve("parity/stuffing.json")).path("legacy_stuffing");
        Suite suite = new Suite(
                all.title(),
                Optional.empty(),
                all.defaults(),
                all.entries().stream()
                        .filter(entry -> entry.spec().name().startsWith("collapse"))
                        .map(entry -> withTheirText(entry, stuffing))
                        .toList());
        try (Model model = Model.load(all.model().orElseThrow())) {
            ours = Runner.run(suite, model);
        }
        theirs = read(folder.resolve("parity/result_fixed.json")).path("probes");
    }

    /** The longest of the reference's texts; shorter ones are its beginnings. */
    private static SuiteEntry withTheirText(SuiteEntry entry, JsonNode stuffing) {
        var spec = (PromptCollapseSpec) entry.spec();
        return new SuiteEntry(
                spec.withPadding(stuffing.path("64").asText().strip() + " "), entry.enabled(), entry.weight());
    }

    @Test
    void divergences_behind_the_same_text_are_those_of_the_reference() {
        var reference = new ArrayList<Double>();
        reference("collapse_legacy")
                .path("evidence")
                .path("mean_divergence_per_length")
                .forEach(value -> reference.add(value.asDouble()));
        var evidence = evidence("collapse_legacy");

        assertThat(evidence.meanAlone()).isCloseTo(reference.get(0), within(1e-4));
        for (int i = 1; i < reference.size(); i++) {
            assertThat(evidence.curve().get(i - 1).mean()).isCloseTo(reference.get(i), within(1e-4));
        }
    }

    /** Ours stands behind as many tokens of words, theirs behind a row of end tokens. */
    @Test
    void without_other_text_the_divergence_is_that_of_the_reference_and_behind_it_another() {
        JsonNode reference = reference("collapse").path("evidence").path("mean_divergence_per_length");

        assertThat(evidence("collapse").meanAlone()).isCloseTo(reference.path(0).asDouble(), within(1e-4));
        assertThat(evidence("collapse").asked()).isEqualTo(List.of(16, 32, 64, 128));
    }

    private static JsonNode reference(String probe) {
        return StreamSupport.stream(theirs.spliterator(), false)
                .filter(each -> each.path("name").asText().equals(probe))
                .findFirst()
                .orElseThrow();
    }

    private static PromptCollapseEvidence evidence(String probe) {
        return (PromptCollapseEvidence) ours.probe(probe).evidence().orElseThrow();
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}
