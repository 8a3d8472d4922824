package dev.sonde.backend;

import dev.sonde.score.Score;

/**
 * One question to a model: a view and an operation. Equality is by content, which makes it a cache key.
 *
 * @param <S> what the operation yields
 */
public record Evaluation<S extends Score>(View view, Operation<S> operation) {}
