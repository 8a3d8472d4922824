package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.ModelSource;
import dev.sonde.plot.PositionCurve;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.probe.positionshift.PositionShiftEvidence;
import dev.sonde.probe.positionshift.PositionShiftSpec;
import dev.sonde.probe.positionshift.ShiftClass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where in their answers the four adapters of known truth differ from base. */
class DemoPositionsTest {

    private static final PositionShiftSpec WHERE =
            PositionShiftSpec.of("where", prompts()).withPositions(8);
    private static final Suite SUITE = Suite.of("Where in a text?", 7, List.of(NullAdapterSpec.of("nulls"), WHERE));

    @ParameterizedTest
    // eight texts do not settle how much the undertrained one moved
    @CsvSource({"healthy, PASS", "undertrained, INCONCLUSIVE", "null, FAIL", "overfitted, PASS"})
    void answers_differ_only_where_something_was_learned(String adapter, Verdict expected) {
        ProbeResult<?> result = run(adapter);
        var evidence = (PositionShiftEvidence) result.evidence().orElseThrow();

        assertThat(result.verdict()).as(result.message()).isEqualTo(expected);
        assertThat(evidence.texts()).hasSize(8).allSatisfy(text -> assertThat(text.positions())
                .hasSizeBetween(2, 8));
        double shifted = evidence.classes().get(ShiftClass.SHIFTED.ordinal()).share();
        assertThat(shifted > 0.1).isEqualTo(expected == Verdict.PASS);
        assertThat(PositionCurve.of("where", evidence).figure().svg()).contains("mean over texts");
    }

    private static ProbeResult<?> run(String adapter) {
        var source = new ModelSource("demo", "demo-model", Optional.of(adapter), "auto", "cpu", Path.of(""));
        try (Model model = Model.load(source)) {
            return Runner.run(SUITE, model).probe("where");
        }
    }

    private static List<String> prompts() {
        try (InputStream in = DemoPositionsTest.class.getResourceAsStream("/dev/sonde/demo/prompts.json")) {
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
