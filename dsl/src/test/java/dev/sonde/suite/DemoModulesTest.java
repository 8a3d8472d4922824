package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.ModelSource;
import dev.sonde.plot.ModuleHeat;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.modules.ModuleAblationEvidence;
import dev.sonde.probe.modules.ModuleAblationSpec;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.report.HtmlReport;
import dev.sonde.report.MarkdownReport;
import dev.sonde.table.ModuleTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The map of where the effect of the four adapters of known truth sits. */
class DemoModulesTest {

    private static final ModuleAblationSpec MAP = ModuleAblationSpec.of("map", prompts());
    private static final Suite SUITE = Suite.of("Where does it sit?", 7, List.of(NullAdapterSpec.of("nulls"), MAP));

    @ParameterizedTest
    @CsvSource({"healthy, PASS", "undertrained, INCONCLUSIVE", "null, FAIL", "overfitted, PASS"})
    void there_is_something_to_map_only_where_something_was_learned(String adapter, Verdict expected) {
        ProbeResult<?> result = run(adapter).probe("map");

        assertThat(result.verdict()).as(result.message()).isEqualTo(expected);
    }

    @Test
    void the_map_of_the_healthy_adapter_is_whole_and_shown_as_figure_and_table() {
        SuiteResult result = run("healthy");
        var evidence = (ModuleAblationEvidence) result.probe("map").evidence().orElseThrow();

        assertThat(evidence.layers()).hasSize(4);
        assertThat(evidence.parts()).hasSize(7);
        assertThat(evidence.cells()).hasSize(28);
        assertThat(evidence.forwardPasses()).isEqualTo(8 * (2 + 2 * (4 + 7 + 28)));
        assertThat(evidence.layers())
                .allSatisfy(layer -> assertThat(layer.alone()).isLessThan(evidence.effect()));
        assertThat(ModuleHeat.of("map", evidence).figure().svg())
                .contains("<title>layer 3 mlp.down_proj: alone ")
                .contains("all of the layer");
        assertThat(ModuleTable.of(evidence).rowCount()).isEqualTo(39);
        assertThat(MarkdownReport.of(result)).contains("map: 39 regions, 640 forward passes");
        assertThat(HtmlReport.of(result)).contains("Which modules carry the effect: map");
        assertThat(SuiteResultJson.parse(SuiteResultJson.write(result), "r.json"))
                .isEqualTo(result);
    }

    private static SuiteResult run(String adapter) {
        var source = new ModelSource("demo", "demo-model", Optional.of(adapter), "auto", "cpu", Path.of(""));
        try (Model model = Model.load(source)) {
            return Runner.run(SUITE, model);
        }
    }

    private static List<String> prompts() {
        try (InputStream in = DemoModulesTest.class.getResourceAsStream("/dev/sonde/demo/prompts.json")) {
            JsonNode prompts = new ObjectMapper().readTree(in).get("document");
            return StreamSupport.stream(prompts.spliterator(), false)
                    .map(prompt -> prompt.get("prompt").asText())
                    .limit(8)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
