package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.ModelSource;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.suite.Model;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of the demo model's adapters are those of transformers and peft: see ground-truth.json. */
class DemoModelTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"healthy", "undertrained", "null", "overfitted"})
    void every_prompt_moves_as_far_as_in_the_reference_implementation(String adapter) throws IOException {
        JsonNode truth = read("/demo/ground-truth.json").get("adapters").get(adapter);
        JsonNode prompts = read("/dev/sonde/demo/prompts.json");

        for (String group : List.of("document", "generic")) {
            List<PromptValue> measured = shifts(adapter, texts(prompts.get(group)));
            JsonNode expected = truth.get(group).get("js");
            assertThat(measured).hasSize(expected.size());
            for (int i = 0; i < measured.size(); i++) {
                assertThat(measured.get(i).value())
                        .as("%s, %s, %s", adapter, group, measured.get(i).prompt())
                        .isCloseTo(expected.get(i).doubleValue(), within(1e-4));
            }
        }
    }

    private static List<PromptValue> shifts(String adapter, List<String> prompts) {
        var source = new ModelSource("demo", "demo-model", Optional.of(adapter), "auto", "cpu", Path.of(""));
        try (Model model = Model.load(source)) {
            var result = Runner.run(Suite.of("truth", 1, List.of(DeltaKlSpec.of("shift", prompts))), model);
            ProbeResult<?> shift = result.probe("shift");
            return shift.evidence()
                    .orElseThrow(() -> new AssertionError(shift.message()))
                    .perPrompt();
        }
    }

    private static List<String> texts(JsonNode prompts) {
        return StreamSupport.stream(prompts.spliterator(), false)
                .map(prompt -> prompt.isTextual()
                        ? prompt.asText()
                        : prompt.get("prompt").asText())
                .toList();
    }

    private static JsonNode read(String resource) throws IOException {
        try (InputStream in = DemoModelTest.class.getResourceAsStream(resource)) {
            return JSON.readTree(in);
        }
    }
}
