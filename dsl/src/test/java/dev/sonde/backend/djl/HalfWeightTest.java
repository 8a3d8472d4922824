package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.NullRecipe;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import dev.sonde.score.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HalfWeightTest {

    static Stream<Arguments> adapters() throws IOException {
        return Stream.concat(in("qwen2"), in("mistral")); // stored as BF16 and as F16
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void weights_that_stay_as_stored_give_the_answers_of_wide_ones_bit_for_bit(String model, String name) {
        Path base = GoldenFolder.model(model);
        Path adapter = base.resolve("adapters").resolve(name);

        assertThat(answers(base, adapter, "bf16")).isEqualTo(answers(base, adapter, "fp32"));
    }

    @Test
    void matrices_stay_as_stored() {
        Path base = GoldenFolder.model("qwen2");
        try (var backend = DjlBackend.load(ModelFiles.open(base, Optional.empty(), "bf16"), "cpu", true)) {
            var model = backend.model();
            Weight head = model.weights().of(model.architecture().head()).weight();

            assertThat(head).isInstanceOf(HalfWeight.class);
            float norm = head.lend(wide -> wide.norm().getFloat());
            assertThat(norm)
                    .isCloseTo(
                            (float) model.weights()
                                    .of(model.architecture().head())
                                    .norm(),
                            within(1e-6f));
        }
    }

    @Test
    void a_small_model_is_widened_once_unless_something_else_is_asked_for() {
        ModelFolder folder = ModelFolder.open(GoldenFolder.model("qwen2"));

        assertThat(WeightMemory.asStored("auto", folder)).isFalse();
        assertThat(WeightMemory.asStored("fp16", folder)).isTrue();
        assertThatThrownBy(() -> WeightMemory.asStored("fp8", folder))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("The dtype 'fp8' is unknown. Use auto, fp32, bf16 or fp16");
    }

    private static List<Score> answers(Path base, Path adapter, String dtype) {
        try (var backend = DjlBackend.load(ModelFiles.open(base, Optional.of(adapter), dtype), "cpu", true)) {
            return backend.evaluate(evaluations()).stream()
                    .map(outcome -> ((Outcome.Answer) outcome).score())
                    .toList();
        }
    }

    private static List<Evaluation<?>> evaluations() {
        var views = List.of(
                View.BASE,
                View.FINE_TUNED,
                new View.Scaled(0.5),
                new View.NullAdapter(NullRecipe.MATCHED_NORM, 7),
                new View.Repeated(View.FINE_TUNED, 1));
        return views.stream()
                .flatMap(view -> Stream.<Evaluation<?>>of(
                        new Evaluation<>(view, Operation.NextToken.full("The capital of France is")),
                        new Evaluation<>(view, new Operation.RollingLogProb("A river runs through the old town.")),
                        new Evaluation<>(
                                view, new Operation.Generate("Once upon a time", GenerationParameters.greedy(6)))))
                .toList();
    }

    private static Stream<Arguments> in(String model) throws IOException {
        try (Stream<Path> adapters = Files.list(GoldenFolder.model(model).resolve("adapters"))) {
            return adapters
                    .map(adapter -> Arguments.of(model, String.valueOf(adapter.getFileName())))
                    .toList()
                    .stream();
        }
    }
}
