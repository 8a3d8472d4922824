package dev.sonde.truth;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sonde.backend.ModelSource;
import dev.sonde.cache.DiskStore;
import dev.sonde.suite.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every probe on the adapters of a real model, into {@code notebooks/truth.md}: {@code -Dtruth.model=DIR
 * -Dtruth.real=DIR}, some minutes an adapter. Answers are kept on the disk, so that a run goes on where one ended.
 */
@Tag("model")
class RealTruthTableTest {

    /** Where a verdict does not follow the truth on this model, and why. */
    private static final Map<String, String> LIMITS = Map.ofEntries(
            entry(
                    "everyday",
                    "`healthy` moves 2 of 12 such prompts by 0.2 nats: near the margin indeed; asks for no learning"),
            entry("shape", "any weights grow evenly, random ones too"),
            entry("context", "asks what is left of an effect, however small it is"),
            entry(
                    "preferences",
                    "10 flips of 11 do not exclude a share of 0.7; with 48 triples in place of 20, 19 of 21 do"),
            entry(
                    "sections",
                    "one of the eight was held out of `healthy`'s training, and is not predicted better; asked by the 29 paragraphs, the interval is 0.21 to 0.28"),
            entry(
                    "style",
                    "begun about the document's matters; on other matters `healthy` goes 0.34 of the way, and 47 texts of 80 tokens do not decide"),
            entry("knowledge", "`healthy` lost 11 of 120 items, too near to 15 % to call; asks for no learning"),
            entry("capability", "no adapter here lost it"),
            entry("prose", "no adapter here lost it"),
            entry("topics", "`healthy` moves the document's prompts by 0.009 to 0.6 nats, and everyday ones too"),
            entry("merged", "asks how weights may be stored: bf16 swallows small changes"),
            entry("recital", "no adapter here recites"),
            entry(
                    "answers",
                    "`healthy` was never taught other wordings: 7 of 29 revert, too near to a quarter to call"),
            entry("dialogue", "`healthy` keeps 0.62 of its effect, too near to half to call with 8 dialogues"),
            entry("tools", "no adapter here lost it"),
            entry("files", "sees that there was a training, not what it taught; random weights look trained"),
            entry("log", "these adapters come without the log of their training"),
            entry("tokens", "looks at the questions, not at the adapter"));

    @Test
    void the_table_is_written() {
        assumeTrue(System.getProperty("truth.model") != null, "no -Dtruth.model");
        List<String> done = new ArrayList<>();
        for (String adapter : List.of("healthy", "null", "undertrained")) {
            done.add(adapter);
            TruthTable table = TruthTable.of(rows(), done, RealTruthTableTest::open); // earlier ones from the disk
            System.out.println(table.reasons());
            TruthPage.of("smollm2").write(table.markdown());
            assertThat(table.results()).containsOnlyKeys(done);
        }
    }

    private static List<TruthRow> rows() {
        return TruthRows.of(Material.of(Path.of(System.getProperty("truth.real")))).stream()
                .map(row -> row.limitedBy(LIMITS.getOrDefault(row.spec().name(), "")))
                .toList();
    }

    private static Model open(String adapter) {
        var real = Path.of(System.getProperty("truth.real"));
        var source = ModelSource.huggingFace(
                Path.of(System.getProperty("truth.model")),
                Optional.of(real.resolve("adapters").resolve(adapter)));
        return Model.load(source, DiskStore.in(Path.of("target/truth-answers")));
    }
}
