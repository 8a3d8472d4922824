package dev.sonde.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.backend.Cost;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrefetchOnDiskTest {
    @TempDir
    private Path folder;

    private final DummyBackend backend = DummyBackend.create();
    private DiskStore store;

    @BeforeEach
    void open() {
        store = DiskStore.in(folder);
    }

    @Test
    void an_answer_that_the_disk_holds_costs_what_its_computation_did() {
        var cached = new CachedBackend(backend, store);
        cached.prefetch(ask("a", "b"));
        assertThat(cached.prefetchedBytes()).isPositive();

        List<Outcome> outcomes = cached.evaluate(ask("a", "a"));

        assertThat(outcomes).map(outcome -> outcome.cost().cacheHit()).containsExactly(false, true);
        assertThat(outcomes.get(0).cost().tokens()).isPositive();
        assertThat(((Outcome.Answer) outcomes.get(0)).score())
                .isEqualTo(((Outcome.Answer) backend.evaluate(ask("a")).get(0)).score());
        assertThat(cached.statistics().forwardPasses()).isEqualTo(2);
        assertThat(cached.statistics().unusedPrefetches()).isEqualTo(1);
    }

    @Test
    void an_answer_that_somebody_cleared_meanwhile_is_computed_again() {
        var cached = new CachedBackend(backend, store);
        cached.prefetch(ask("a", "b"));
        store.contents().clear();

        List<Outcome> outcomes = cached.evaluate(ask("a", "b"));

        assertThat(outcomes).hasOnlyElementsOfType(Outcome.Answer.class);
        assertThat(cached.statistics().cacheMisses()).isEqualTo(2);
        assertThat(cached.statistics().forwardPasses()).isEqualTo(4);
        assertThat(cached.prefetchedBytes()).isZero();
    }

    @Test
    void what_was_told_before_an_interrupt_is_kept() {
        var cached = new CachedBackend(interruptedAfterOne(), store);

        assertThatThrownBy(() -> cached.prefetch(ask("a", "b"))).isInstanceOf(CancellationException.class);

        assertThat(store.contains(backend.card().id(), ask("a").get(0))).isTrue();
        assertThat(store.contains(backend.card().id(), ask("b").get(0))).isFalse();
        assertThat(cached.statistics().forwardPasses()).isEqualTo(1);
    }

    /** Answers and tells the first evaluation of a request, then is interrupted. */
    @SuppressWarnings("unchecked")
    private ScoringBackend interruptedAfterOne() {
        return (ScoringBackend) Proxy.newProxyInstance(
                ScoringBackend.class.getClassLoader(),
                new Class<?>[] {ScoringBackend.class},
                (proxy, method, given) -> {
                    if (!(method.getName().equals("evaluate") && given.length == 2)) {
                        return method.invoke(backend, given);
                    }
                    Evaluation<?> first = ((List<Evaluation<?>>) given[0]).get(0);
                    Outcome outcome = backend.evaluate(List.of(first)).get(0);
                    ((BiConsumer<Evaluation<?>, Outcome>) given[1])
                            .accept(first, outcome.withCost(new Cost(1, 1, false)));
                    throw new CancellationException("Interrupted between two batches");
                });
    }

    private static List<Evaluation<?>> ask(String... prompts) {
        return Stream.of(prompts)
                .<Evaluation<?>>map(prompt -> new Evaluation<>(View.BASE, NextToken.full(prompt)))
                .toList();
    }
}
