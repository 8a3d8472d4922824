package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.Embed;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import dev.sonde.score.Embedding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EmbeddingsTest {

    private static final DjlBackend BACKEND = DjlBackend.demo("healthy", "cpu", DjlBackend.packed());

    @AfterAll
    static void close() {
        BACKEND.close();
    }

    @Test
    void the_model_itself_embeds_by_the_mean_of_its_last_hidden_states() throws IOException {
        JsonNode expected = new ObjectMapper()
                .readTree(
                        Path.of("src/test/resources/embedding/demo-means.json").toFile());
        for (JsonNode text : expected) {
            var embedding = embed(View.BASE, text.get("text").asText());

            assertThat(embedding.tokens()).isEqualTo(text.get("ids").size());
            assertThat(embedding.dimensions()).isEqualTo(text.get("mean").size());
            for (int i = 0; i < embedding.dimensions(); i++) {
                assertThat((double) embedding.vector()[i])
                        .isCloseTo(text.get("mean").get(i).asDouble(), within(2e-5));
            }
        }
    }

    @Test
    void another_view_is_another_space() {
        String text = "The lighthouse";

        assertThat(embed(View.FINE_TUNED, text).vector())
                .isNotEqualTo(embed(View.BASE, text).vector());
        assertThat(embed(new View.Scaled(0), text).vector())
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(embed(View.BASE, text).vector());
    }

    @Test
    void a_text_longer_than_the_model_reads_is_cut_and_says_so() {
        String text = "The keeper climbed the stairs. ".repeat(100);

        var embedding = embed(View.BASE, text);

        assertThat(embedding.truncated()).isTrue();
        assertThat(embedding.tokens()).isEqualTo(BACKEND.card().contextLength());
        assertThat(embed(View.BASE, text + text).vector()).isEqualTo(embedding.vector());
    }

    private static Embedding embed(View view, String text) {
        var outcome = BACKEND.evaluate(List.of(new Evaluation<>(view, new Embed(text))))
                .get(0);
        return (Embedding) ((Outcome.Answer) outcome).score();
    }
}
