package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.Golden;
import dev.sonde.backend.ModelSource;
import dev.sonde.probe.Evidence;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.paraphrase.ParaphraseInvarianceEvidence;
import dev.sonde.probe.preferenceflip.PreferenceFlipEvidence;
import dev.sonde.probe.preferenceflip.PreferenceMargin;
import dev.sonde.probe.sections.Section;
import dev.sonde.probe.sections.SectionInternalizationEvidence;
import dev.sonde.probe.sections.SectionInternalizationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reference's own suite on its own trained model: what is defined alike has the same numbers. */
class AttributionParityTest {

    private static final Set<String> OURS = Set.of("preference", "paraphrase", "paraphrase_memorize");
    private static final double PER_TOKEN = 1e-4;

    private static SuiteResult ours;
    private static JsonNode theirs;

    @BeforeAll
    static void run() throws IOException {
        Path folder = Golden.root();
        String file = Files.readString(folder.resolve("parity/suite_fixed.yaml"));
        file = file.replace("  - -0.5\n", ""); // a strength of adapter_ablation that is refused here
        Suite all = SuiteYaml.parse(file, "suite_fixed.yaml", folder, SuiteYaml.UnbuiltKinds.SKIP);
        var entries = new ArrayList<>(all.entries().stream()
                .filter(entry -> OURS.contains(entry.spec().name()))
                .toList());
        entries.add(SuiteEntry.of(SectionInternalizationSpec.of("sections", sections())));
        Suite suite = new Suite(all.title(), Optional.empty(), all.defaults(), entries);
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

    @Test
    void gains_on_prompts_are_those_of_the_reference_but_for_its_tokens_of_four_characters() {
        double[] estimated = {28 / 4, 25 / 4, 23 / 4}; // whole numbers: the characters of each answer by four
        JsonNode cases = reference("paraphrase").path("evidence").path("per_case");
        var found = evidence("paraphrase", ParaphraseInvarianceEvidence.class).cases();

        for (int i = 0; i < found.size(); i++) {
            double sum = cases.path(i).path("verbatim_lift").asDouble() * estimated[i];
            int tokens = (int) Math.round(sum / found.get(i).verbatim());
            assertThat(tokens).isGreaterThan(5);
            assertThat(found.get(i).verbatim()).isCloseTo(sum / tokens, within(2 * PER_TOKEN));
        }
    }

    @Test
    void three_cases_are_too_few_for_the_ratio_that_the_reference_passes() {
        assertThat(reference("paraphrase").path("verdict").asText()).isEqualTo("pass");
        assertThat(ours.probe("paraphrase").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void costs_and_lifts_of_prose_are_those_of_the_reference() {
        JsonNode sections = reference("sections").path("evidence").path("per_section");
        var found = evidence("sections", SectionInternalizationEvidence.class).perSection();

        assertThat(found).hasSize(sections.size());
        for (int i = 0; i < 4; i++) {
            JsonNode theirs = sections.path(i);
            assertThat(found.get(i).id()).isEqualTo(theirs.path("section_id").asText());
            assertThat(found.get(i).baseNll()).isCloseTo(theirs.path("base_nll").asDouble(), within(PER_TOKEN));
            assertThat(found.get(i).tunedNll()).isCloseTo(theirs.path("ft_nll").asDouble(), within(PER_TOKEN));
            assertThat(found.get(i).ownLift()).isCloseTo(theirs.path("own_lift").asDouble(), within(PER_TOKEN));
        }
    }

    @Test
    void what_sections_gain_is_not_measured_by_each_other_as_the_reference_does() {
        assertThat(reference("sections").path("raw").asDouble()).isZero();
        assertThat(ours.probe("sections").raw().orElseThrow()).isGreaterThan(0.2);
    }

    private static List<Section> sections() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(Golden.root().resolve("parity/sections.json").toFile());
        var sections = new ArrayList<Section>();
        for (JsonNode section : file.path("sections")) {
            sections.add(SuiteJson.STRICT.treeToValue(section, Section.class));
        }
        return sections;
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
