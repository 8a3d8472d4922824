package dev.sonde.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.Embedder;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.Operation;
import dev.sonde.backend.TextForm;
import dev.sonde.backend.View;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnswerKeyTest {

    @Test
    void tells_a_rendered_text_from_a_plain_one_of_the_same_characters() {
        List<String> hashes = Stream.of(TextForm.values())
                .flatMap(form -> Stream.<Operation<?>>of(
                        new Operation.NextToken("a", 0, form),
                        new Operation.CompletionLogProb("a", "b", form),
                        new Operation.RollingLogProb("a", form),
                        new Operation.Generate("a", GenerationParameters.greedy(1), form),
                        new Operation.Embed("a", Optional.empty(), form)))
                .map(operation -> AnswerKey.of("model", new Evaluation<>(View.BASE, operation))
                        .hash())
                .toList();

        assertThat(hashes).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void tells_embedders_apart_by_content_and_not_by_place() {
        var one = new Operation.Embed("a", Optional.of(new Embedder("1f", Path.of("here"))));
        var moved = new Operation.Embed("a", Optional.of(new Embedder("1f", Path.of("there"))));
        var other = new Operation.Embed("a", Optional.of(new Embedder("2e", Path.of("here"))));

        assertThat(key(moved)).isEqualTo(key(one));
        assertThat(key(other)).isNotEqualTo(key(one));
        assertThat(key(new Operation.Embed("a"))).isNotEqualTo(key(one));
    }

    private static AnswerKey key(Operation<?> operation) {
        return AnswerKey.of("model", new Evaluation<>(View.BASE, operation));
    }
}
