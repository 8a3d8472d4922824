package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.backend.BackendProvider;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.FileHashes;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.score.FullDistribution;
import dev.sonde.suite.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several adapters on one base model in memory. */
class SharedBaseTest {

    private static final Path BASE = GoldenFolder.model("llama");

    @Test
    void an_adapter_put_on_a_loaded_base_answers_as_if_loaded_with_it() {
        try (var base = DjlBackend.open(BASE, Optional.empty(), "cpu");
                var first = base.withAdapter(adapter("qv"));
                var second = first.withAdapter(adapter("dora"));
                var alone = DjlBackend.open(BASE, Optional.of(adapter("dora")), "cpu")) {
            assertThat(next(second, View.FINE_TUNED)).isEqualTo(next(alone, View.FINE_TUNED));
            assertThat(next(second, View.BASE)).isEqualTo(next(base, View.BASE));
            assertThat(next(first, View.FINE_TUNED)).isNotEqualTo(next(second, View.FINE_TUNED));
            assertThat(second.card()).isEqualTo(alone.card());
            assertThat(second.capabilities()).isEqualTo(alone.capabilities());
        }
    }

    @Test
    void models_are_told_apart_by_the_content_of_their_adapters() {
        try (var base = DjlBackend.open(BASE, Optional.empty(), "cpu");
                var first = base.withAdapter(adapter("qv"));
                var second = base.withAdapter(adapter("qv_bf16"));
                var again = base.withAdapter(adapter("qv"))) {
            assertThat(List.of(
                            base.card().id(), first.card().id(), second.card().id()))
                    .doesNotHaveDuplicates();
            assertThat(again.card().id()).isEqualTo(first.card().id());
        }
    }

    @Test
    void closing_one_leaves_the_others_at_work_in_any_order() {
        var base = DjlBackend.open(BASE, Optional.empty(), "cpu");
        var first = base.withAdapter(adapter("qv"));
        var second = base.withAdapter(adapter("embed_lora"));
        float[] before = next(second, View.FINE_TUNED);

        base.close();
        base.close();
        first.close();
        first.close();

        assertThat(next(second, View.FINE_TUNED)).isEqualTo(before);
        second.close();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> second.withAdapter(adapter("qv")))
                .withMessageContaining("is closed");
    }

    @Test
    void an_adapter_that_does_not_fit_leaves_the_base_as_it_was() {
        try (var base = DjlBackend.open(BASE, Optional.empty(), "cpu")) {
            float[] before = next(base, View.BASE);

            assertThatExceptionOfType(dev.sonde.backend.BackendException.class)
                    .isThrownBy(
                            () -> base.withAdapter(GoldenFolder.model("gpt2").resolve("adapters/c_attn")));

            assertThat(next(base, View.BASE)).isEqualTo(before);
        }
    }

    @Test
    void a_model_shares_its_base_and_its_store_and_remembers_where_the_adapter_is() {
        String folder = adapter("qv").toAbsolutePath().toString();
        try (Model base = Model.load(ModelSource.huggingFace(BASE, Optional.empty()));
                Model tuned = base.withAdapter(folder)) {
            assertThat(tuned.store()).isSameAs(base.store());
            assertThat(tuned.card().adapterName()).isEqualTo("qv");
            assertThat(tuned.source().flatMap(ModelSource::adapter)).contains(folder);
        }
    }

    @Test
    void a_model_whose_weights_were_not_needed_yet_loads_them_for_another_adapter() {
        ModelSource source = ModelSource.huggingFace(BASE, Optional.of(adapter("qv")));
        try (var deferred = BackendProvider.defer(source, FileHashes.inMemory());
                var other =
                        deferred.withAdapter(source.withAdapter(adapter("dora").toString()))) {
            assertThat(other.card().adapterName()).isEqualTo("dora");
            assertThat(other.card().id()).isNotEqualTo(deferred.card().id());
        }
    }

    @Test
    void a_backend_without_weights_says_so() {
        try (Model dummy = Model.of(DummyBackend.create())) {
            assertThatExceptionOfType(dev.sonde.backend.BackendException.class)
                    .isThrownBy(() -> dummy.withAdapter("elsewhere"))
                    .withMessage("Adapter 'elsewhere' cannot be put on this model: the backend holds no weights of its "
                            + "own. Load base and adapter together.");
        }
    }

    private static Path adapter(String name) {
        return BASE.resolve("adapters").resolve(name);
    }

    private static float[] next(DjlBackend backend, View view) {
        var asked = new Evaluation<>(view, Operation.NextToken.full("The capital of France is"));
        return ((FullDistribution)
                        ((Outcome.Answer) backend.evaluate(List.of(asked)).get(0)).score())
                .logProbs();
    }
}
