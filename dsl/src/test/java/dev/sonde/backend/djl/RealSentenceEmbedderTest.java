package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.Embedder;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.Embed;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import dev.sonde.score.Embedding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A real sentence embedder against transformers: {@code -Dembedder.model=DIR -Dembedder.points=FILE}, the file made by {@code
 * src/test/golden-extra/sentence_embedders.py --points DIR FILE}.
 */
@Tag("model")
class RealSentenceEmbedderTest {

    @Test
    void points_are_those_of_the_reference() throws IOException {
        String folder = System.getProperty("embedder.model");
        if (folder == null) {
            System.out.println("Real sentence embedder: skipped, no -Dembedder.model and -Dembedder.points");
        }
        assumeTrue(folder != null, "no -Dembedder.model");
        var expected = new ObjectMapper()
                .readTree(Path.of(System.getProperty("embedder.points")).toFile());
        var embedder = Optional.of(Embedder.in(Path.of(folder)));
        List<Evaluation<Embedding>> questions = new ArrayList<>();
        expected.forEach(row -> questions.add(
                new Evaluation<>(View.BASE, new Embed(row.get("text").asText(), embedder))));
        double worst = 0;
        try (DjlBackend backend = DjlBackend.demo("healthy", "cpu", DjlBackend.packed())) {
            List<Outcome> outcomes = backend.evaluate(questions);
            for (int i = 0; i < questions.size(); i++) {
                var found = (Embedding) ((Outcome.Answer) outcomes.get(i)).score();
                var row = expected.get(i);
                assertThat(found.tokens()).isEqualTo(row.get("ids").size());
                assertThat(found.truncated()).isEqualTo(row.get("truncated").asBoolean());
                for (int j = 0; j < found.dimensions(); j++) {
                    worst = Math.max(
                            worst,
                            Math.abs(found.vector()[j] - row.get("point").get(j).asDouble()));
                }
            }
        }
        System.out.printf("Real sentence embedder: %d texts, largest difference %.1e%n", questions.size(), worst);
        assertThat(worst).isLessThan(1e-5);
    }
}
