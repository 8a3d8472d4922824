package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.backend.BackendException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndTokensTest {

    @TempDir
    private Path folder;

    @Test
    void takes_a_number_or_a_list_of_them() throws IOException {
        assertThat(EndTokens.of(model("7")).ids()).containsExactly(7);
        assertThat(EndTokens.of(model("[7, 9]")).ids()).containsExactlyInAnyOrder(7, 9);
        assertThat(EndTokens.of(model("null")).ids()).isNotEmpty(); // config.json says
    }

    @Test
    void refuses_what_is_no_token_id() throws IOException {
        ModelFolder named = model("\"</s>\"");

        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> EndTokens.of(named))
                .withMessageContaining("'eos_token_id' holds \"</s>\"");
    }

    /** The demo model with another end. */
    private ModelFolder model(String end) throws IOException {
        try (var files = Files.list(DemoModel.base())) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(file.getFileName());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
        Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\": " + end + "}");
        return ModelFolder.open(folder);
    }
}
