package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.BackendProvider;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoModelTest {

    @ParameterizedTest
    @ValueSource(strings = {"healthy", "undertrained", "null", "overfitted"})
    void every_adapter_of_the_demo_model_opens_and_moves_the_next_token(String adapter) {
        try (var backend = BackendProvider.load(demo(adapter))) {
            var outcomes = backend.evaluate(List.of(
                    new Evaluation<>(View.BASE, Operation.NextToken.full("The bell")),
                    new Evaluation<>(View.FINE_TUNED, Operation.NextToken.full("The bell"))));

            assertThat(((Outcome.Answer) outcomes.get(1)).score())
                    .isNotEqualTo(((Outcome.Answer) outcomes.get(0)).score());
            assertThat(backend.adapterReport().inert()).isFalse();
            assertThat(backend.card().adapterName()).isEqualTo(adapter);
        }
    }

    @Test
    void an_unknown_demo_adapter_is_refused_with_the_known_ones() {
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> BackendProvider.load(demo("sick")))
                .withMessage("The demo model has no adapter 'sick'. "
                        + "Its adapters are healthy, undertrained, null, overfitted.");
    }

    private static ModelSource demo(String adapter) {
        return new ModelSource("demo", "demo-model", Optional.of(adapter), "auto", "cpu", Path.of(""));
    }
}
