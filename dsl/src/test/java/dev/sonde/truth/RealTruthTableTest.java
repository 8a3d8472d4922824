package dev.sonde.truth;

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
    private static final Map<String, String> LIMITS = Map.of();

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
