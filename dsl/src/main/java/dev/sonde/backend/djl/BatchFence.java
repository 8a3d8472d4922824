package dev.sonde.backend.djl;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Cost;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Outcome;
import dev.sonde.score.Score;
import dev.sonde.stop.StopPoint;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the outcomes of a request's batches, and keeps the failure of one from the others: it becomes the failure of that
 * batch's evaluations. What stands there after a batch is told.
 */
final class BatchFence {

    private static final Logger LOG = LoggerFactory.getLogger(BatchFence.class);

    private final Map<Evaluation<?>, Outcome> outcomes;
    private final BiConsumer<Evaluation<?>, Outcome> told;

    /** Answers and failures go into {@code outcomes}; {@code told} hears what stands there after a batch. */
    BatchFence(Map<Evaluation<?>, Outcome> outcomes, BiConsumer<Evaluation<?>, Outcome> told) {
        this.outcomes = outcomes;
        this.told = told;
    }

    /**
     * Runs a batch; what it answered before it failed stays.
     *
     * @throws CancellationException of the batch, or if the thread is interrupted before it: an interrupt is no failure
     */
    void around(Collection<? extends Evaluation<?>> evaluations, Runnable batch) {
        StopPoint.pass("during a request");
        try {
            batch.run();
        } catch (CancellationException interrupted) {
            throw interrupted;
        } catch (RuntimeException | OutOfMemoryError failed) {
            BackendException error = EngineErrors.of(failed, evaluations.size());
            evaluations.forEach(evaluation -> outcomes.putIfAbsent(evaluation, new Outcome.Failure(error, Cost.NONE)));
        }
        evaluations.forEach(evaluation ->
                Optional.ofNullable(outcomes.get(evaluation)).ifPresent(outcome -> told.accept(evaluation, outcome)));
    }

    /**
     * Runs a batch; where the memory does not suffice for it, its halves, down to single items.
     *
     * @param evaluations those of some items
     * @param batch runs some items
     * @throws CancellationException as {@link #around}
     */
    <T> void halving(
            List<T> items, Function<List<T>, List<? extends Evaluation<?>>> evaluations, Consumer<List<T>> batch) {
        var left = new ArrayDeque<List<T>>(List.of(items));
        while (!left.isEmpty()) {
            List<T> some = left.pop();
            around(evaluations.apply(some), () -> {
                try {
                    batch.accept(some);
                } catch (RuntimeException | OutOfMemoryError failed) {
                    if (some.size() == 1 || !EngineErrors.outOfMemory(failed)) {
                        throw failed;
                    }
                    LOG.info(
                            "The memory did not suffice for {} rows at once; going on with half as many.", some.size());
                    TorchEngine.freeUnused();
                    left.push(some.subList(some.size() / 2, some.size()));
                    left.push(some.subList(0, some.size() / 2));
                }
            });
        }
    }

    /** Takes the answer of one evaluation; scores that cannot be made are the failure of this one alone. */
    void answer(Evaluation<?> evaluation, Supplier<? extends Score> score, Cost cost) {
        outcomes.put(evaluation, outcome(score, cost));
    }

    private static Outcome outcome(Supplier<? extends Score> score, Cost cost) {
        try {
            return new Outcome.Answer(score.get(), cost);
        } catch (RuntimeException e) {
            return new Outcome.Failure(EngineErrors.of(e, 1), cost);
        }
    }
}
