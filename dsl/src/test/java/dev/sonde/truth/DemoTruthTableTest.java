package dev.sonde.truth;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.ModelSource;
import dev.sonde.probe.Verdict;
import dev.sonde.suite.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every probe on the demo model's four adapters: the verdict moves with the truth, or the table says why not.
 *
 * <p>{@code -Dgolden.update=true} writes the table into {@code notebooks/truth.md}.
 */
class DemoTruthTableTest {

    /** Where a verdict does not follow the truth on this model, and why. */
    private static final Map<String, String> LIMITS = Map.ofEntries(
            entry("everyday", "does not ask whether anything was learned"),
            entry("shape", "any weights grow evenly, random ones too; only overfitting bends the curve"),
            entry("modules", "maps any effect; harm is not seen"),
            entry("positions", "harm is not seen"),
            entry("preferences", "base has 8 of 24 pairs wrong: 8 flips of 8 do not exclude a share of 0.7"),
            entry("wordings", "`healthy` keeps 0.63 of the gain, too close to 0.5 to call; harm is not seen"),
            entry("merged", "asks how weights may be stored, not what was learned"),
            entry("style", "the model writes a few words, all in one style: nothing to find"),
            entry("answers", "`healthy` was never taught other wordings, and answers 14 of 24 of them"),
            entry("dialogue", "the model knows no chats"),
            entry(
                    "topics",
                    "topics are found by the demo model itself, which mixes them: between them lies 0.56, and 79 prompts would decide"),
            entry("tools", "the model never saw a call, nor makes one after three"),
            entry("files", "sees that there was a training, not what it taught; random weights look trained"),
            entry("log", "these adapters come without the log of their training"),
            entry("tokens", "looks at the questions, not at the adapter"));

    private static TruthTable table;

    @BeforeAll
    static void run() {
        List<TruthRow> rows = TruthRows.of(Material.demo()).stream()
                .map(row -> row.limitedBy(LIMITS.getOrDefault(row.spec().name(), "")))
                .toList();
        table = TruthTable.of(rows, List.of("healthy", "undertrained", "null", "overfitted"), DemoTruthTableTest::open);
        System.out.println(table.reasons());
    }

    private static Model open(String adapter) {
        // from folders, as a user's model: probes of files then find them
        var demo = Path.of("src/main/resources/dev/sonde/demo");
        String model = demo.resolve("model").toString();
        String folder = demo.resolve("adapters").resolve(adapter).toString();
        return Model.load(new ModelSource("hf", model, Optional.of(folder), "auto", "cpu", Path.of("")));
    }

    @Test
    void a_verdict_moves_with_the_truth_or_its_limit_is_stated() {
        for (int row = 0; row < table.rows().size(); row++) {
            List<Verdict> verdicts = table.verdicts(row); // of healthy, undertrained, null, overfitted
            boolean moves = verdicts.get(0) != verdicts.get(2) || verdicts.get(0) != verdicts.get(3);
            assertThat(moves || !table.rows().get(row).limit().isEmpty())
                    .as(table.rows().get(row).spec().name() + ": " + table.verdicts(row))
                    .isTrue();
        }
    }

    @Test
    void the_page_shows_these_verdicts() {
        TruthPage page = TruthPage.of("demo");
        if (TruthPage.UPDATE) {
            page.write(table.markdown());
        }

        assertThat(TruthPage.verdicts(page.read())).isEqualTo(TruthPage.verdicts(table.markdown()));
    }
}
