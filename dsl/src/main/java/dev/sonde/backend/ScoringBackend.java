package dev.sonde.backend;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A model that answers evaluations in batches. Decorators (cache, trace) implement the same contract around another
 * backend.
 *
 * <p>Safe for use by one thread at a time.
 */
public interface ScoringBackend extends TokenSight, AutoCloseable {

    /**
     * Answers each evaluation: same order, one outcome each. A failure of one item never touches another.
     *
     * <p>Stops early when the thread is interrupted, also in the middle of a batch: what is done stays done in a cache around
     * this backend; the batch that was under way is given up whole, and no answer, cost or forward pass is told of it.
     *
     * @param evaluations any views and operations mixed; may repeat; empty gives an empty list
     * @throws java.util.concurrent.CancellationException if the thread was interrupted; the flag stays set
     */
    List<Outcome> evaluate(List<? extends Evaluation<?>> evaluations);

    /**
     * As {@link #evaluate(List)}, and tells {@code early} of outcomes while others are still being computed, so that what
     * is done can be kept before the process may end. The list has them all the same.
     *
     * @param early hears on this thread, in any order, each evaluation at most once; perhaps none of them
     */
    default List<Outcome> evaluate(
            List<? extends Evaluation<?>> evaluations, BiConsumer<Evaluation<?>, Outcome> early) {
        return evaluate(evaluations);
    }

    /** What this backend can do. Constant. */
    Set<Capability> capabilities();

    /** Which model this is, by content. Constant. */
    ModelCard card();

    /** The text of one token, for people; several bytes of one character may show as a replacement character. */
    String tokenText(int tokenId);

    /** What the adapter consists of and whether it fits the model; nothing is computed through the model. */
    AdapterReport adapterReport();

    /**
     * The names of the modules that the adapter changes, in the model's order; empty without an adapter, or where the
     * backend cannot know. Constant; nothing is computed and no weights are loaded for it.
     */
    default List<String> adaptedModules() {
        return List.of();
    }

    /**
     * Another backend on this one's base model, which stays in memory once for both. Each is closed by itself, in any
     * order; the base model goes with the last of them.
     *
     * @param source names the adapter; its base must be this backend's
     * @throws BackendException if the adapter cannot be used with the base, or this backend holds no weights
     */
    default ScoringBackend withAdapter(ModelSource source) {
        throw BackendErrors.noWeights(source.adapter().orElse(""));
    }

    /** Releases the model. Idempotent. */
    @Override
    void close();
}
