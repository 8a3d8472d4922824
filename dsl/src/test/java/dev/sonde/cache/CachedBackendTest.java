package dev.sonde.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.backend.BackendContract;
import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CachedBackendTest extends BackendContract {
    private final DummyBackend backend = DummyBackend.create()
            .failing(evaluation -> evaluation.operation().text().equals("bad"), BackendErrors.nonFinite("x", "NaN"));
    private final MemoryStore store = new MemoryStore();
    private final CachedBackend cached = new CachedBackend(backend, store);

    @Override
    protected ScoringBackend backend() {
        return cached;
    }

    @Test
    void counts_a_first_use_as_a_miss_and_later_ones_as_hits() {
        assertThat(hits(cached.evaluate(ask("a", "b", "a")))).containsExactly(false, false, true);
        assertThat(hits(cached.evaluate(ask("b", "c")))).containsExactly(true, false);

        assertThat(counts()).containsExactly(2L, 3L, 3L, 0L);
        assertThat(backend.seen()).hasSize(3);
    }

    @Test
    void counts_what_was_computed_in_advance_at_its_first_use() {
        cached.prefetch(ask("a", "b", "b"));
        assertThat(counts()).containsExactly(0L, 0L, 2L, 2L);

        assertThat(hits(cached.evaluate(ask("a", "a")))).containsExactly(false, true);

        assertThat(counts()).containsExactly(1L, 1L, 2L, 1L);
        assertThat(backend.seen()).hasSize(2);
    }

    @Test
    void counts_an_answer_of_an_earlier_run_as_a_hit() {
        cached.evaluate(ask("a"));

        var later = new CachedBackend(backend, store);

        assertThat(hits(later.evaluate(ask("a")))).containsExactly(true);
        assertThat(later.statistics().forwardPasses()).isZero();
    }

    @Test
    void stops_among_answers_that_are_at_hand_and_counts_none_of_them() {
        cached.evaluate(ask("a", "b"));
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> cached.evaluate(ask("a", "b")));
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> cached.prefetch(ask("a", "b")));

        assertThat(counts()).containsExactly(0L, 2L, 2L, 0L);
    }

    @Test
    void stores_no_failure_so_that_each_use_of_it_is_a_miss() {
        cached.prefetch(ask("bad"));

        List<Outcome> outcomes = cached.evaluate(ask("bad", "bad", "a"));

        assertThat(outcomes).map(Outcome.Failure.class::isInstance).containsExactly(true, true, false);
        assertThat(counts()).containsExactly(0L, 3L, 3L, 0L);
    }

    @Test
    void shares_the_time_of_a_batch_among_its_misses() {
        List<Outcome> outcomes = cached.evaluate(ask("a", "b", "c"));

        double shared = outcomes.stream()
                .mapToDouble(outcome -> outcome.cost().wallMillis())
                .sum();
        assertThat(shared).isPositive().isCloseTo(cached.statistics().computeMillis(), within(1e-6));
        assertThat(cached.statistics().batches()).isEqualTo(1);
    }

    @Test
    void agrees_with_an_uncached_backend_and_with_itself_over_many_random_calls() {
        var random = new Random(5);
        var small = new CachedBackend(backend, new MemoryStore(2000)); // forgets most of the time
        long uses = 0;
        for (int call = 0; call < 200; call++) {
            var questions = ask(Stream.generate(() -> random.nextInt(12) == 0 ? "bad" : "p" + random.nextInt(20))
                    .limit(random.nextInt(9))
                    .toArray(String[]::new));
            if (random.nextBoolean()) {
                small.prefetch(questions);
                small.prefetch(ask("only computed in advance " + call));
            }
            List<Outcome> outcomes = small.evaluate(questions);

            uses += questions.size();
            assertThat(outcomes)
                    .map(CachedBackendTest::content)
                    .isEqualTo(DummyBackend.create()
                            .failing(
                                    evaluation -> evaluation.operation().text().equals("bad"),
                                    BackendErrors.nonFinite("x", "NaN"))
                            .evaluate(questions)
                            .stream()
                            .map(CachedBackendTest::content)
                            .toList());
            assertThat(small.statistics().lookups()).isEqualTo(uses);
            BackendStats counted = small.statistics();
            assertThat(counted.forwardPasses())
                    .isEqualTo(backend.seen().size())
                    .isEqualTo(counted.cacheMisses() + counted.unusedPrefetches());
        }
    }

    private static Object content(Outcome outcome) {
        return outcome instanceof Outcome.Answer answer
                ? answer.score()
                : String.valueOf(((Outcome.Failure) outcome).error().getMessage());
    }

    private List<Long> counts() {
        BackendStats counted = cached.statistics();
        return List.of(counted.cacheHits(), counted.cacheMisses(), counted.forwardPasses(), counted.unusedPrefetches());
    }

    private static List<Boolean> hits(List<Outcome> outcomes) {
        return outcomes.stream().map(outcome -> outcome.cost().cacheHit()).toList();
    }

    private static List<Evaluation<?>> ask(String... prompts) {
        return Stream.of(prompts)
                .<Evaluation<?>>map(prompt -> new Evaluation<>(View.BASE, NextToken.full(prompt)))
                .toList();
    }
}
