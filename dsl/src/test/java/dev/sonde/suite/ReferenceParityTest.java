package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.Golden;
import dev.sonde.backend.ModelSource;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.perplexity.ExternalPerplexityEvidence;
import dev.sonde.probe.perplexity.ExternalPerplexitySpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Do-no-harm probes against the reference's own numbers, on its model, where the definition is the same. */
class ReferenceParityTest {

    private static final double TOLERANCE = 1e-4;
    private static Model model;

    @BeforeAll
    static void open() {
        Path folder = Golden.root().resolve("models/parity").toAbsolutePath();
        model = Model.load(new ModelSource(
                "hf",
                folder.toString(),
                Optional.of(folder.resolve("adapters/doc").toString()),
                "auto",
                "cpu",
                Path.of("")));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void the_change_of_each_chunk_of_prose_is_that_of_the_reference() {
        JsonNode reference = result("external").path("evidence");
        var spec = ExternalPerplexitySpec.of("external").withTexts(chunks(512));

        var found = Runner.run(Suite.of("t", 7, List.of(spec)), model).probe(spec);

        assertThat(found.raw().orElseThrow())
                .isCloseTo(result("external").path("raw").asDouble(), within(TOLERANCE));
        var evidence = (ExternalPerplexityEvidence) found.evidence().orElseThrow();
        assertThat(evidence.perPrompt().stream().map(PromptValue::value).toList())
                .usingElementComparator((a, b) -> Math.abs(a - b) < TOLERANCE ? 0 : Double.compare(a, b))
                .containsExactlyElementsOf(
                        StreamSupport.stream(reference.path("per_chunk_delta").spliterator(), false)
                                .map(JsonNode::asDouble)
                                .toList());
    }

    /** The pieces of prose with that many characters that both views scored, in order. */
    private static List<String> chunks(int chars) {
        var texts = new LinkedHashSet<String>();
        for (JsonNode call : json("calls.json").path("calls")) {
            if (call.path("view").asText().equals("ft")
                    && call.path("text").asText().length() == chars) {
                texts.add(call.path("text").asText());
            }
        }
        return List.copyOf(texts);
    }

    private static JsonNode result(String probe) {
        JsonNode results = json("result_fixed.json");
        return StreamSupport.stream(results.path("probes").spliterator(), false)
                .filter(each -> each.path("name").asText().equals(probe))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(String file) {
        try {
            return new ObjectMapper()
                    .readTree(Golden.root().resolve("parity").resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
