package dev.sonde.backend.djl;

import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation;
import dev.sonde.score.Embedding;
import java.util.Arrays;

/**
 * A text to be embedded, in tokens.
 *
 * @param ids at least one, no more than the model reads
 * @param truncated whether there were more
 */
record EmbeddingRow(Evaluation<?> evaluation, RowView view, int[] ids, boolean truncated) {

    /**
     * Tokenises {@code evaluation}.
     *
     * @throws dev.sonde.backend.BackendException if it has no token
     */
    static EmbeddingRow of(Evaluation<?> evaluation, RowView view, TextTokenizer tokenizer, int contextLength) {
        var operation = (Operation.Embed) evaluation.operation();
        operation.embedder().ifPresent(given -> {
            throw BackendErrors.embedderUnsupported(given);
        });
        int[] ids = tokenizer.encode(operation.text(), operation.form());
        if (ids.length == 0) {
            throw BackendErrors.nothingToScore(operation.text());
        }
        boolean truncated = ids.length > contextLength;
        return new EmbeddingRow(evaluation, view, truncated ? Arrays.copyOf(ids, contextLength) : ids, truncated);
    }

    /**
     * The answer.
     *
     * @throws dev.sonde.backend.BackendException if a coordinate is not finite
     */
    Embedding embedding(float[] mean) {
        for (float coordinate : mean) {
            if (!Float.isFinite(coordinate)) {
                throw BackendErrors.nonFinite(
                        "A hidden state under view '" + evaluation.view().id() + "'", coordinate);
            }
        }
        return Embedding.of(mean, ids.length, truncated);
    }
}
