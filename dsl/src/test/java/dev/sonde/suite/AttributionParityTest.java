package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.Golden;
import dev.sonde.backend.ModelSource;
import dev.sonde.probe.Evidence;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.preferenceflip.PreferenceFlipEvidence;
import dev.sonde.probe.preferenceflip.PreferenceMargin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reference's own suite on its own trained model: what is defined alike has the same numbers. */
class AttributionParityTest {

    private static final Set<String> OURS = Set.of("preference");
    private static final double PER_TOKEN = 1e-4;

    private static SuiteResult ours;
    private static JsonNode theirs;

    @BeforeAll
    static void run() throws IOException {
        Path folder = Golden.root();
        String file = Files.readString(folder.resolve("parity/suite_fixed.yaml"));
        file = file.replace("  - -0.5\n", ""); // a strength of adapter_ablation that is refused here
        Suite all = SuiteYaml.parse(file, "suite_fixed.yaml", folder, SuiteYaml.UnbuiltKinds.SKIP);
        Suite suite = new Suite(
                all.title(),
                Optional.empty(),
                all.defaults(),
                all.entries().stream()
                        .filter(entry -> OURS.contains(entry.spec().name()))
                        .toList());
        ModelSource source = all.model().orElseThrow();
        try (Model model = Model.load(source)) {
            ours = Runner.run(suite, model);
        }
        theirs = new ObjectMapper()
                .readTree(folder.resolve("parity/result_fixed.json").toFile());
    }

    @Test
    void margins_and_flips_are_those_of_the_reference() {
        JsonNode reference = reference("preference");
        var margins = evidence("preference", PreferenceFlipEvidence.class).margins();

        assertThat(margins.stream()
                        .mapToDouble(PreferenceMargin::base)
                        .average()
                        .orElseThrow())
                .isCloseTo(reference.path("base_value").asDouble(), within(10 * PER_TOKEN));
        assertThat(margins.stream()
                        .mapToDouble(PreferenceMargin::tuned)
                        .average()
                        .orElseThrow())
                .isCloseTo(reference.path("ft_value").asDouble(), within(10 * PER_TOKEN));
        assertThat(evidence("preference", PreferenceFlipEvidence.class)
                        .flipRate()
                        .orElseThrow())
                .isCloseTo(reference.path("raw").asDouble(), within(1e-9));
    }

    @Test
    void one_flip_of_three_is_too_little_to_fail_a_preference() {
        assertThat(reference("preference").path("verdict").asText()).isEqualTo("fail");
        assertThat(ours.probe("preference").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    private static JsonNode reference(String probe) {
        JsonNode probes = theirs.has("probes") ? theirs.path("probes") : theirs.path("results");
        return StreamSupport.stream(probes.spliterator(), false)
                .filter(each -> each.path("name").asText().equals(probe))
                .findFirst()
                .orElseThrow();
    }

    private static <E extends Evidence> E evidence(String probe, Class<E> type) {
        return type.cast(ours.probe(probe).evidence().orElseThrow());
    }
}
