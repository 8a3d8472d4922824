package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.NullRecipe;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The engine's arrays live until somebody closes them; nobody may keep more of them the longer a model is asked. */
class NativeMemoryTest {

    private static final int REQUESTS = 200;
    private static final int NULLS = 3;

    @Test
    void no_array_is_left_behind_by_scoring_generating_and_null_adapters() {
        int before = LivingArrays.count();
        try (var backend = DjlBackend.open(DemoModel.base(), Optional.of(DemoModel.adapter("healthy")), "cpu")) {
            ask(backend, 0, NULLS); // from here on each null adapter is there
            int warm = LivingArrays.count();

            for (int request = 1; request <= REQUESTS; request++) {
                ask(backend, request, NULLS);
            }

            assertThat(LivingArrays.count()).isEqualTo(warm).isGreaterThan(before);
        }
        assertThat(LivingArrays.count()).isEqualTo(before);
    }

    @Test
    void an_adapter_on_a_shared_base_takes_its_arrays_with_it() {
        try (var backend = DjlBackend.open(DemoModel.base(), Optional.empty(), "cpu")) {
            int before = LivingArrays.count();

            for (int adapter = 0; adapter < 3; adapter++) {
                try (var adapted = backend.withAdapter(DemoModel.adapter("overfitted"))) {
                    ask(adapted, adapter, 1);
                    assertThat(LivingArrays.count()).isGreaterThan(before);
                }
            }

            assertThat(LivingArrays.count()).isEqualTo(before);
        }
    }

    private static void ask(DjlBackend backend, int request, int nulls) {
        String text = "The keeper of gate " + request + " is";
        List<View> views = new ArrayList<>(List.of(
                View.BASE, View.FINE_TUNED, new View.Scaled(0.5), new View.Repeated(View.BASE, 1 + request % 3)));
        for (int seed = 0; seed < nulls; seed++) {
            views.add(new View.NullAdapter(NullRecipe.MATCHED_NORM, seed));
        }
        List<Evaluation<?>> asked = new ArrayList<>();
        for (View view : views) {
            asked.add(new Evaluation<>(view, Operation.NextToken.full(text)));
            asked.add(new Evaluation<>(view, new Operation.NextToken(text + " and", 5)));
            asked.add(new Evaluation<>(view, new Operation.CompletionLogProb(text, " called")));
            asked.add(new Evaluation<>(view, new Operation.RollingLogProb(text)));
        }
        asked.add(new Evaluation<>(
                View.FINE_TUNED, new Operation.Generate(text, GenerationParameters.greedy(1 + request % 2))));
        asked.add(new Evaluation<>(View.BASE, Operation.NextToken.full("")));
        assertThat(backend.evaluate(asked))
                .filteredOn(Outcome.Answer.class::isInstance)
                .hasSizeGreaterThan(4 * views.size() - 1);
    }
}
