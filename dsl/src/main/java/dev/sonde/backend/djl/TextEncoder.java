package dev.sonde.backend.djl;

import dev.sonde.backend.Evaluation;

/** Makes points of texts: the model itself, or a sentence embedder. */
interface TextEncoder {

    /**
     * The tokens of an {@link dev.sonde.backend.Operation.Embed}.
     *
     * @throws dev.sonde.backend.BackendException if it has none
     */
    EmbeddingRow row(Evaluation<?> evaluation, RowView view);

    /** How many tokens go through at once, padding included. */
    int batchTokens();

    /** One point for each row. */
    float[][] points(PaddedRows batch);
}
