package dev.sonde.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.Operation;
import dev.sonde.backend.TextForm;
import dev.sonde.backend.View;
import java.util.List;
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
                        new Operation.Generate("a", GenerationParameters.greedy(1), form)))
                .map(operation -> AnswerKey.of("model", new Evaluation<>(View.BASE, operation))
                        .hash())
                .toList();

        assertThat(hashes).hasSize(8).doesNotHaveDuplicates();
    }
}
