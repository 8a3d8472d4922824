package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import dev.sonde.score.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a generating batch that have ended leave it; those that stay go on as if nothing had happened. */
class EndedRowsTest {

    private static final List<String> PROMPTS = List.of(
            "The capital of France is",
            "Once",
            "A river runs through the old town and",
            "Two plus two",
            "Yes,",
            "In 1969");
    private static final List<Integer> LIMITS = List.of(1, 14, 2, 9, 1, 3);

    @ParameterizedTest
    @ValueSource(strings = {"llama3", "gemma2", "gpt2", "mistral"})
    void texts_of_unlike_lengths_are_written_together_as_alone(String name) {
        var base = GoldenFolder.model(name);
        try (var backend = DjlBackend.open(base, Optional.of(base.resolve("adapters/" + adapter(name))), "cpu")) {
            List<Evaluation<?>> asked = evaluations();

            List<Generation> together = generations(backend, asked);

            assertThat(together).extracting(text -> text.tokenIds().size()).contains(14, 1);
            for (int i = 0; i < asked.size(); i++) {
                assertThat(together.get(i))
                        .isEqualTo(generations(backend, List.of(asked.get(i))).get(0));
            }
        }
    }

    private static String adapter(String model) {
        return switch (model) {
            case "gpt2" -> "c_attn";
            default -> "qv";
        };
    }

    private static List<Generation> generations(DjlBackend backend, List<Evaluation<?>> asked) {
        return backend.evaluate(asked).stream()
                .map(outcome -> (Generation) ((Outcome.Answer) outcome).score())
                .toList();
    }

    private static List<Evaluation<?>> evaluations() {
        var asked = new ArrayList<Evaluation<?>>();
        for (View view : List.of(View.BASE, View.FINE_TUNED)) {
            for (int i = 0; i < PROMPTS.size(); i++) {
                asked.add(new Evaluation<>(
                        view, new Operation.Generate(PROMPTS.get(i), GenerationParameters.greedy(LIMITS.get(i)))));
            }
        }
        return asked;
    }
}
