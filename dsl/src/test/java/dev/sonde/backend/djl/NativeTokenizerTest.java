package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.sonde.backend.TextForm;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

    private static Long[] box(long[] ids) {
        return Arrays.stream(ids).boxed().toArray(Long[]::new);
    }
}
