package dev.sonde.cache;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelCard;
import dev.sonde.score.Score;
import java.util.Optional;

/**
 * Answers kept by what was asked of which model. Failures are never kept.
 *
 * <p>A store may forget; it never gives the answer of another model or another evaluation.
 */
public interface EvaluationStore {

    /** The answer of the model with this {@link dev.sonde.backend.ModelCard#id()}, if it is kept. */
    Optional<Score> find(String modelId, Evaluation<?> evaluation);

    /** Whether {@link #find} would give an answer. */
    default boolean contains(String modelId, Evaluation<?> evaluation) {
        return find(modelId, evaluation).isPresent();
    }

    /** Keeps an answer. */
    void put(String modelId, Evaluation<?> evaluation, Score score);

    /** Whether kept answers take no memory of this process: then nobody needs to hold them until they are used. */
    default boolean outOfMemory() {
        return false;
    }

    /** How many bytes of answers may be computed in advance, so that all of them are still there when they are used. */
    default long advanceBytes() {
        return Runtime.getRuntime().maxMemory() / 3;
    }

    /** Whether the model of this card was loaded and checked by its content before, in another process perhaps. */
    default boolean knows(ModelCard card) {
        return false;
    }

    /** Keeps that the model of this card was loaded and checked. */
    default void remember(ModelCard card) {}
}
