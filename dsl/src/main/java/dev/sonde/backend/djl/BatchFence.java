package dev.sonde.backend.djl;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Cost;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Outcome;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Keeps the failure of one batch from the others: it becomes the failure of that batch's evaluations. */
final class BatchFence {

    private final Map<Evaluation<?>, Outcome> outcomes;

    /** Failures go into {@code outcomes}. */
    BatchFence(Map<Evaluation<?>, Outcome> outcomes) {
        this.outcomes = outcomes;
    }

    /**
     * Runs a batch; what it answered before it failed stays.
     *
     * @throws CancellationException of the batch: an interrupt is no failure
     */
    void around(Collection<? extends Evaluation<?>> evaluations, Runnable batch) {
        try {
            batch.run();
        } catch (CancellationException interrupted) {
            throw interrupted;
        } catch (RuntimeException | OutOfMemoryError failed) {
            BackendException error = EngineErrors.of(failed, evaluations.size());
            evaluations.forEach(evaluation -> outcomes.putIfAbsent(evaluation, new Outcome.Failure(error, Cost.NONE)));
        }
    }
}
