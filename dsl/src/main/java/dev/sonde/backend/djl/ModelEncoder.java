package dev.sonde.backend.djl;

import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.Evaluation;
import java.util.Arrays;

/** The model itself as a maker of points: the mean of its last hidden states. */
record ModelEncoder(DjlModel model) implements TextEncoder {

    @Override
    public EmbeddingRow row(Evaluation<?> evaluation, RowView view) {
        var operation = evaluation.operation();
        int[] ids = model.tokenizer().encode(operation.text(), operation.form());
        if (ids.length == 0) {
            throw BackendErrors.nothingToScore(operation.text());
        }
        int most = model.architecture().contextLength();
        return ids.length > most
                ? new EmbeddingRow(evaluation, view, Arrays.copyOf(ids, most), true)
                : new EmbeddingRow(evaluation, view, ids, false);
    }

    @Override
    public int batchTokens() {
        return BatchBudget.tokens(model.device(), model.architecture());
    }

    @Override
    public float[][] points(PaddedRows batch) {
        return model.means(batch);
    }
}
