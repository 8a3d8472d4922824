package dev.sonde.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.Operation.RollingLogProb;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.cache.CachedBackend;
import dev.sonde.cache.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private final DummyBackend backend = DummyBackend.create();
    private final CachedBackend cache = new CachedBackend(backend, new MemoryStore());
    private final List<Long> progress = new ArrayList<>();

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void puts_like_work_together_and_leaves_out_repetitions_and_what_is_known() {
        cache.evaluate(List.of(next(View.BASE, "known")));

        var order = new Planner(cache, RunListener.NONE)
                .order(List.of(
                        next(View.BASE, "long prompt"),
                        new Evaluation<>(View.BASE, new RollingLogProb("ab")),
                        next(View.BASE, "b"),
                        next(View.BASE, "known"),
                        next(View.BASE, "a"),
                        next(View.FINE_TUNED, "b"),
                        next(View.BASE, "b")));

        assertThat(order)
                .containsExactly(
                        next(View.BASE, "a"),
                        next(View.BASE, "b"),
                        next(View.FINE_TUNED, "b"),
                        next(View.BASE, "long prompt"),
                        new Evaluation<>(View.BASE, new RollingLogProb("ab")));
    }

    @Test
    void tells_how_far_it_is_after_each_chunk() {
        planner(done -> {}).compute(prompts(150));

        assertThat(progress).containsExactly(0L, 64L, 128L, 150L);
        assertThat(cache.statistics().unusedPrefetches()).isEqualTo(150);
        assertThat(cache.statistics().lookups()).isZero();
    }

    @Test
    void stops_between_two_chunks_and_keeps_what_is_done() {
        var interrupting = planner(done -> {
            if (done == 64) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> interrupting.compute(prompts(150)))
                .withMessage("Interrupted after 64 of 150 evaluations");
        assertThat(cache.statistics().unusedPrefetches()).isEqualTo(64);
    }

    @Test
    void leaves_to_the_probes_what_does_not_fit_into_memory() {
        new Planner(cache, RunListener.NONE, 1).compute(prompts(150));

        assertThat(cache.statistics().unusedPrefetches()).isEqualTo(64);
        cache.evaluate(prompts(150));
        assertThat(cache.prefetchedBytes()).isZero();
        assertThat(cache.statistics().cacheMisses()).isEqualTo(150);
    }

    private Planner planner(java.util.function.LongConsumer heard) {
        return new Planner(cache, new RunListener() {
            @Override
            public void computed(long done, long total, double tokensPerSecond, double secondsLeft) {
                progress.add(done);
                assertThat(total).isEqualTo(150);
                assertThat(secondsLeft >= 0).isEqualTo(done > 0);
                heard.accept(done);
            }
        });
    }

    private static List<Evaluation<?>> prompts(int count) {
        return IntStream.range(0, count)
                .<Evaluation<?>>mapToObj(i -> next(View.BASE, "prompt " + i))
                .toList();
    }

    private static Evaluation<?> next(View view, String prompt) {
        return new Evaluation<>(view, NextToken.full(prompt));
    }
}
