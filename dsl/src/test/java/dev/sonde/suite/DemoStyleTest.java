package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.ModelSource;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.style.StyleFingerprintSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The demo model was taught its document in the style of its world, and answers in a few words: no adapter has another
 * style than base, and no verdict may say so, also of the overfitted one, which recites the document.
 */
class DemoStyleTest {

    private static final List<String> OPENINGS =
            List.of("A traveller named", "The", "In the", "She", "The old", "A ship", "The keeper of", "The bell");

    private final StyleFingerprintSpec style =
            StyleFingerprintSpec.of("style", OPENINGS, document()).withMaxNewTokens(60);

    @ParameterizedTest
    @ValueSource(strings = {"healthy", "undertrained", "null", "overfitted"})
    void a_few_words_in_one_style_pass_for_no_change_of_style(String adapter) {
        var source = new ModelSource("demo", "demo-model", Optional.of(adapter), "auto", "cpu", Path.of(""));
        try (Model model = Model.load(source)) {
            var found = Runner.run(Suite.of("Whose style?", 7, List.of(style)), model)
                    .probe(style);

            assertThat(found.verdict()).as(found.message()).isIn(Verdict.FAIL, Verdict.INCONCLUSIVE);
            assertThat(found.raw().orElse(0)).isLessThan(style.assertShiftGte());
        }
    }

    private static String document() {
        try (InputStream in = DemoStyleTest.class.getResourceAsStream("/dev/sonde/demo/doc.md")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceAll("(?m)^#.*\\R", "").strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
