package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.ModelSource;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.perplexity.ExternalPerplexitySpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The do-no-harm probes tell the overfitted adapter, which has forgotten the world, from the three that have not. */
class DemoHarmTest {

    private final ExternalPerplexitySpec packaged = ExternalPerplexitySpec.of("packaged prose");
    private final ExternalPerplexitySpec world =
            ExternalPerplexitySpec.of("prose of the world").withTexts(texts());
    private final Suite suite = Suite.of("Did it do harm?", 7, List.of(packaged, world));

    @ParameterizedTest
    @CsvSource({"healthy, PASS", "undertrained, PASS", "null, PASS", "overfitted, FAIL"})
    void only_the_overfitted_adapter_does_harm(String adapter, Verdict truth) {
        SuiteResult result = run(adapter);

        assertThat(result.probe(world).verdict())
                .as(result.probe(world).message())
                .isEqualTo(truth);
        // a model that knows 1280 tokens of an invented world reads everyday English no better than guessing
        assertThat(result.probe(packaged).verdict())
                .as(result.probe(packaged).message())
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.probe(packaged).message()).contains("no better than guessing");
    }

    private SuiteResult run(String adapter) {
        var source = new ModelSource("demo", "demo-model", Optional.of(adapter), "auto", "cpu", Path.of(""));
        try (Model model = Model.load(source)) {
            return Runner.run(suite, model);
        }
    }

    private static List<String> texts() {
        return StreamSupport.stream(
                        json("/demo/ground-truth.json").path("heldout").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode json(String resource) {
        try (InputStream in = DemoHarmTest.class.getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
