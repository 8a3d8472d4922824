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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @Test
    void a_damaged_file_of_the_right_length_is_written_again(@TempDir Path folder) throws Exception {
        byte[] right = {1, 2, 3};
        Path file = Files.write(folder.resolve("a"), new byte[] {1, 2, 4});

        DemoModel.write(folder, Map.of("a", right));

        assertThat(file).hasBinaryContent(right);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void writers_at_the_same_time_all_find_whole_files(@TempDir Path folder) {
        byte[] right = new byte[100_000];
        Arrays.fill(right, (byte) 7);

        IntStream.range(0, 40).parallel().forEach(ignored -> {
            try {
                Path file = DemoModel.write(folder, Map.of("a", right)).resolve("a");
                assertThat(file).hasBinaryContent(right);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void users_do_not_share_a_folder() {
        assertThat(DemoModel.temporary("ada", "0f")).isNotEqualTo(DemoModel.temporary("bob", "0f"));
        assertThat(DemoModel.temporary("HOME\\ada/x", "0f").getFileName()).hasToString("sonde-demo-HOME_ada_x-0f");
    }

    private static ModelSource demo(String adapter) {
        return new ModelSource("demo", "demo-model", Optional.of(adapter), "auto", "cpu", Path.of(""));
    }
}
