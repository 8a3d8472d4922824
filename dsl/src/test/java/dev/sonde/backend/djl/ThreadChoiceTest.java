package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import dev.sonde.score.FullDistribution;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many threads compute, where the user said so. */
class ThreadChoiceTest {

    private static final String THREADS = "sonde.threads";
    private static final Path BASE = GoldenFolder.model("llama");

    @AfterEach
    void forget() {
        System.clearProperty(THREADS);
    }

    @Test
    void a_number_that_was_fixed_is_taken_for_few_and_many_rows() {
        System.setProperty(THREADS, " 3 ");

        assertThat(ThreadChoice.of(1)).isEqualTo(3);
        assertThat(ThreadChoice.of(10_000)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "two", "1.5", "99999"})
    void a_number_that_is_none_is_refused_before_a_model_is_loaded(String number) {
        System.setProperty(THREADS, number);

        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> DjlBackend.open(BASE, Optional.empty(), "cpu"))
                .withMessageContaining("'" + number + "'")
                .withMessageContaining("from 1 to 1024");
    }

    @Test
    void one_thread_and_two_answer_alike() {
        float[] one = answered(1);
        float[] two = answered(2);

        assertThat(two).hasSameSizeAs(one);
        for (int i = 0; i < one.length; i++) {
            assertThat(Math.abs(two[i] - one[i])).isLessThan(2e-5f);
        }
    }

    private static float[] answered(int threads) {
        System.setProperty(THREADS, String.valueOf(threads));
        Path adapter = BASE.resolve("adapters/dora");
        try (var backend = DjlBackend.open(BASE, Optional.of(adapter), "cpu")) {
            var asked =
                    new Evaluation<>(View.FINE_TUNED, Operation.NextToken.full("The capital of France is. ".repeat(8)));
            return ((FullDistribution)
                            ((Outcome.Answer) backend.evaluate(List.of(asked)).get(0)).score())
                    .logProbs();
        }
    }
}
