package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.DeferredBackend;
import dev.sonde.backend.ModelSource;
import dev.sonde.cache.DiskStore;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second run over a store on disk, as another process would make it. */
class WarmRunTest {
    @TempDir
    Path folder;

    private final ModelSource source =
            new ModelSource("demo", "demo-model", Optional.of("healthy"), "auto", "auto", Path.of(""));

    private final Suite suite = Suite.of(
            "warm",
            7,
            List.of(NullAdapterSpec.of("nulls"), DeltaKlSpec.of("drift", "The", "A bird", "Once", "He said")));

    @Test
    void computes_nothing_loads_no_weights_and_finds_the_same() {
        SuiteResult cold;
        try (Model model = Model.load(source, DiskStore.in(folder))) {
            cold = Runner.run(suite, model);
            assertThat(((DeferredBackend) model.backend()).isLoaded()).isTrue();
        }

        try (Model model = Model.load(source, DiskStore.in(folder))) {
            SuiteResult warm = Runner.run(suite, model);

            assertThat(((DeferredBackend) model.backend()).isLoaded()).isFalse();
            assertThat(warm.statistics().forwardPasses()).isZero();
            assertThat(warm.statistics().cacheHits())
                    .isEqualTo(cold.statistics().lookups())
                    .isPositive();
            assertThat(warm.noiseFloor()).isEqualTo(cold.noiseFloor());
            for (int i = 0; i < cold.probes().size(); i++) {
                assertThat(warm.probes().get(i).raw())
                        .isEqualTo(cold.probes().get(i).raw());
                assertThat(warm.probes().get(i).evidence())
                        .isEqualTo(cold.probes().get(i).evidence());
            }
        }
    }

    @Test
    void loads_the_weights_when_one_answer_is_missing() {
        try (Model model = Model.load(source, DiskStore.in(folder))) {
            Runner.run(suite, model);
        }
        Suite more = Suite.of("more", 7, List.of(DeltaKlSpec.of("drift", "The", "A question that is new")));

        try (Model model = Model.load(source, DiskStore.in(folder))) {
            SuiteResult result = Runner.run(more, model);

            assertThat(((DeferredBackend) model.backend()).isLoaded()).isTrue();
            assertThat(result.statistics().forwardPasses()).isBetween(2L, 3L);
        }
    }

    @Test
    void refuses_a_damaged_model_at_once_when_the_store_does_not_know_it() throws Exception {
        var broken = ModelSource.huggingFace(Files.createDirectories(folder.resolve("broken")), Optional.empty());

        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> Model.load(broken, DiskStore.in(folder.resolve("store"))))
                .withMessageContaining("config.json");
    }
}
