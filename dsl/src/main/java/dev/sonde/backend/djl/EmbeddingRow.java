package dev.sonde.backend.djl;

import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.Evaluation;
import dev.sonde.score.Embedding;

/**
 * A text to be embedded, in tokens.
 *
 * @param ids at least one, no more than the encoder reads
 * @param truncated whether there were more
 */
record EmbeddingRow(Evaluation<?> evaluation, RowView view, int[] ids, boolean truncated) {

    /**
     * The answer.
     *
     * @throws dev.sonde.backend.BackendException if a coordinate is not finite
     */
    Embedding embedding(float[] point) {
        for (float coordinate : point) {
            if (!Float.isFinite(coordinate)) {
                throw BackendErrors.nonFinite(
                        "A hidden state under view '" + evaluation.view().id() + "'", coordinate);
            }
        }
        return Embedding.of(point, ids.length, truncated);
    }
}
