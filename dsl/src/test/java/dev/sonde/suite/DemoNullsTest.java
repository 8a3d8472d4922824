package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.ModelSource;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.probe.nulladapter.NullAdapterEvidence;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.stats.MaxT;
import dev.sonde.stats.NullTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Null adapters on real weights: forty of them, held against nineteen others as if each were the adapter under test. */
class DemoNullsTest {

    private static final int CALIBRATION = 19;
    private static final int TESTED = 40;

    @Test
    void forty_null_adapters_are_called_an_effect_no_more_often_than_chance_has_it() {
        var measured = (NullAdapterEvidence) run().probe("nulls").evidence().orElseThrow();
        var values = measured.probes().values().stream()
                .map(NullAdapterEvidence.ProbeNulls::values)
                .toList();

        int alone = 0;
        int together = 0;
        for (int tested = CALIBRATION; tested < CALIBRATION + TESTED; tested++) {
            var rows = new double[CALIBRATION + 1][values.size()];
            for (int k = 0; k < values.size(); k++) {
                rows[0][k] = values.get(k).get(tested);
                for (int i = 0; i < CALIBRATION; i++) {
                    rows[i + 1][k] = values.get(k).get(i);
                }
            }
            alone += NullTest.of(rows[0][0], values.get(0).subList(0, CALIBRATION))
                                    .pValue()
                            <= NullTest.ALPHA
                    ? 1
                    : 0;
            together += smallest(MaxT.stepDown(rows)) <= NullTest.ALPHA ? 1 : 0;
        }

        // measured: 1 alone and 2 in the suite. 2 of 40 are expected; all 40 share the 19, so that 7 are within chance
        assertThat(alone).isLessThanOrEqualTo(7);
        assertThat(together).isLessThanOrEqualTo(7);
    }

    private static double smallest(double[] pValues) {
        return Arrays.stream(pValues).min().orElseThrow();
    }

    private static SuiteResult run() {
        var suite = Suite.of(
                "forty nulls",
                7,
                List.of(
                        NullAdapterSpec.of("nulls").withRuns(CALIBRATION + TESTED),
                        DeltaKlSpec.of("document", prompts("document")),
                        DeltaKlSpec.of("everyday", prompts("generic"))));
        var source = new ModelSource("demo", "demo-model", Optional.of("healthy"), "auto", "cpu", Path.of(""));
        try (Model model = Model.load(source)) {
            return Runner.run(suite, model);
        }
    }

    private static List<String> prompts(String group) {
        try (InputStream in = DemoNullsTest.class.getResourceAsStream("/dev/sonde/demo/prompts.json")) {
            JsonNode prompts = new ObjectMapper().readTree(in).get(group);
            var texts = new ArrayList<String>();
            StreamSupport.stream(prompts.spliterator(), false)
                    .map(prompt -> prompt.isTextual()
                            ? prompt.asText()
                            : prompt.get("prompt").asText())
                    .limit(8)
                    .forEach(texts::add);
            return texts;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
