package dev.sonde.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.engine.EngineException;
import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.Cost;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.NullRecipe;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import dev.sonde.score.TokenDistribution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class BatchFenceTest {

    private final Evaluation<TokenDistribution> one = next(View.BASE, "one");
    private final Evaluation<TokenDistribution> two = next(View.BASE, "two");
    private final Map<Evaluation<?>, Outcome> outcomes = new HashMap<>();
    private final Map<Evaluation<?>, Outcome> told = new HashMap<>();

    @Test
    void a_batch_that_fails_leaves_the_answers_of_the_other_batches() {
        View drawn = new View.NullAdapter(NullRecipe.MATCHED_NORM, 99);
        var model = GoldenFolder.model("llama3");
        try (var backend = DjlBackend.open(model, Optional.of(model.resolve("adapters/qv")), "cpu")) {
            // weights that are gone: the engine refuses them in the middle of a pass
            Objects.requireNonNull(backend.views().of(drawn).adaptation()).close();

            // a repetition is never in one batch with a first measurement
            List<Outcome> found = backend.evaluate(List.of(
                    next(new View.Repeated(View.BASE, 1), "The capital"),
                    next(drawn, "The capital"),
                    next(new View.Repeated(View.FINE_TUNED, 2), "The capital")));

            assertThat(found).map(Outcome.Answer.class::isInstance).containsExactly(true, false, true);
            assertThat(((Outcome.Failure) found.get(1)).error().code()).isEqualTo("computation-failed");
        }
    }

    @Test
    void what_a_batch_answered_before_it_failed_stays() {
        var answered = new Outcome.Failure(BackendErrors.nothingToScore("one"), Cost.NONE);

        new BatchFence(outcomes, told::put).around(List.of(one, two), () -> {
            outcomes.put(one, answered);
            throw new IllegalStateException("broken\n\tat somewhere");
        });

        assertThat(outcomes.get(one)).isSameAs(answered);
        assertThat(told).isEqualTo(outcomes);
        assertThat(failure(two))
                .hasMessage("A batch of 2 evaluations could not be computed: IllegalStateException: broken. Others are "
                        + "not affected. If it happens again with the same texts, report it with this message.")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void memory_that_does_not_suffice_is_said_plainly() {
        for (Throwable thrown : List.of(
                new EngineException("[enforce fail at alloc_cpu.cpp:116] . DefaultCPUAllocator: can't allocate memory: "
                        + "you tried to allocate 4398046511104 bytes."),
                new EngineException("CUDA out of memory. Tried to allocate 20.00 GiB"),
                new OutOfMemoryError("Java heap space"))) {
            outcomes.clear();

            new BatchFence(outcomes, told::put).around(List.of(one), () -> sneak(thrown));

            assertThat(failure(one).code()).isEqualTo("out-of-memory");
            assertThat(failure(one))
                    .hasMessageStartingWith("The memory did not suffice for a batch of 1 evaluations: ")
                    .hasMessageContaining("Use shorter texts");
        }
    }

    @Test
    void a_batch_too_large_for_the_memory_is_halved_until_it_fits_and_all_are_answered() {
        List<List<String>> tried = new ArrayList<>();

        halve(List.of("a", "b", "c", "d", "e"), 2, tried);

        assertThat(tried)
                .containsExactly(
                        List.of("a", "b", "c", "d", "e"),
                        List.of("a", "b"),
                        List.of("c", "d", "e"),
                        List.of("c"),
                        List.of("d", "e"));
        assertThat(outcomes.values()).hasSize(5).allMatch(Outcome.Failure.class::isInstance);
        assertThat(outcomes.values()).allMatch(outcome -> code(outcome).equals("nothing-to-score")); // the answer here
        assertThat(told).isEqualTo(outcomes);
    }

    @Test
    void an_item_too_large_by_itself_fails_alone() {
        halve(List.of("a", "b"), 0, new ArrayList<>());

        assertThat(outcomes.values()).hasSize(2).allMatch(outcome -> code(outcome)
                .equals("out-of-memory"));
    }

    @Test
    void a_batch_that_fails_for_another_reason_is_not_tried_again() {
        List<List<String>> tried = new ArrayList<>();

        new BatchFence(outcomes, told::put).halving(List.of("a", "b"), BatchFenceTest::evaluations, some -> {
            tried.add(some);
            throw new EngineException("shapes do not fit");
        });

        assertThat(tried).hasSize(1);
        assertThat(outcomes.values()).hasSize(2).allMatch(outcome -> code(outcome)
                .equals("computation-failed"));
    }

    /** Runs prompts of which {@code fitting} fit into the memory at once; each is answered with a failure of its own. */
    private void halve(List<String> prompts, int fitting, List<List<String>> tried) {
        new BatchFence(outcomes, told::put).halving(prompts, BatchFenceTest::evaluations, some -> {
            tried.add(some);
            if (some.size() > fitting) {
                throw new EngineException("CUDA out of memory. Tried to allocate 20.00 GiB");
            }
            evaluations(some)
                    .forEach(each ->
                            outcomes.put(each, new Outcome.Failure(BackendErrors.nothingToScore("x"), Cost.NONE)));
        });
    }

    private static List<Evaluation<?>> evaluations(List<String> prompts) {
        return prompts.stream()
                .<Evaluation<?>>map(prompt -> next(View.BASE, prompt))
                .toList();
    }

    private static String code(Outcome outcome) {
        return ((Outcome.Failure) outcome).error().code();
    }

    @Test
    void a_known_error_keeps_its_code_and_an_interrupt_goes_through() {
        var known = BackendErrors.nonFinite("The logit", "NaN");
        var fence = new BatchFence(outcomes, told::put);

        fence.around(List.of(one), () -> sneak(known));

        assertThat(failure(one)).isSameAs(known);
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> fence.around(List.of(two), () -> sneak(new CancellationException("stop"))));
        assertThat(outcomes).doesNotContainKey(two);
    }

    private BackendException failure(Evaluation<?> evaluation) {
        return ((Outcome.Failure) Objects.requireNonNull(outcomes.get(evaluation))).error();
    }

    private static void sneak(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    private static Evaluation<TokenDistribution> next(View view, String prompt) {
        return new Evaluation<>(view, Operation.NextToken.full(prompt));
    }
}
