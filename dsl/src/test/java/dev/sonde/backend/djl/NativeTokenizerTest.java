package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.TextForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeTokenizerTest {

    private static final Path FILE = DemoModel.base().resolve("tokenizer.json");
    private static final String LONG = "Oriel keeps the ninth gate of the weir. ".repeat(3000);

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void a_long_text_has_the_ids_that_one_call_gives_it() throws Exception {
        assertThat(LONG).hasSizeGreaterThan(NativeTokenizer.LONG_TEXT);
        var options = Map.of("padding", "false", "truncation", "false");
        try (TextTokenizer ours = TextTokenizer.open(FILE, 100_000);
                HuggingFaceTokenizer reference = HuggingFaceTokenizer.newInstance(FILE, options)) {
            long[] expected = reference.encode(LONG, true, false).getIds();

            assertThat(Arrays.stream(ours.encode(LONG, TextForm.PLAIN)).asLongStream())
                    .containsExactly(box(expected));
        }
    }

    @Test
    void a_long_text_is_left_when_the_thread_is_interrupted_and_the_tokenizer_goes_on() {
        try (TextTokenizer tokenizer = TextTokenizer.open(FILE, 100_000)) {
            int[] before = tokenizer.encode(LONG, TextForm.PLAIN);
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> tokenizer.encode(LONG, TextForm.PLAIN))
                    .withMessage("Interrupted during the tokenizing of a long text");

            assertThat(Thread.interrupted()).isTrue();
            assertThat(tokenizer.encode(LONG, TextForm.PLAIN)).containsExactly(before);
        }
    }

    @Test
    void a_large_file_is_read_as_any_other_and_left_when_the_thread_is_interrupted(@TempDir Path folder)
            throws IOException {
        Path large =
                Files.writeString(folder.resolve("tokenizer.json"), Files.readString(FILE) + " ".repeat(1_000_000));
        try (TextTokenizer small = TextTokenizer.open(FILE, 100_000);
                TextTokenizer same = TextTokenizer.open(large, 100_000)) {
            assertThat(same.idCount()).isEqualTo(small.idCount());
            assertThat(same.encode("nine gates", TextForm.PLAIN))
                    .containsExactly(small.encode("nine gates", TextForm.PLAIN));
        }
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> TextTokenizer.open(large, 1))
                .withMessageContaining("the model has only 1 token rows");
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> TextTokenizer.open(large, 100_000))
                .withMessage("Interrupted during the reading of " + large);
    }

    private static Long[] box(long[] ids) {
        return Arrays.stream(ids).boxed().toArray(Long[]::new);
    }
}
