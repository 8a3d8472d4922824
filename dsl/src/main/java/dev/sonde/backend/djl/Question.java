package dev.sonde.backend.djl;

import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation;
import dev.sonde.backend.View;
import dev.sonde.score.Score;
import java.util.Arrays;

/**
 * A scoring evaluation in tokens: which ids go through the model, and after which of them a prediction is wanted.
 *
 * @param ids at least one
 * @param firstWanted position of the first wanted prediction: it predicts the id behind it
 * @param wanted how many neighbouring predictions
 */
record Question(Evaluation<?> evaluation, int[] ids, int firstWanted, int wanted) {

    /**
     * Tokenises {@code evaluation}.
     *
     * @throws dev.sonde.backend.BackendException if there is nothing to score or the text does not fit
     */
    static Question of(Evaluation<?> evaluation, TextTokenizer tokenizer, int contextLength) {
        Operation<? extends Score> operation = evaluation.operation();
        int[] ids = tokenizer.encode(operation.text(), operation.form());
        int first = firstWanted(operation, ids, tokenizer);
        int wanted = operation instanceof Operation.NextToken ? 1 : ids.length - 1 - first;
        if (first < 0 || wanted < 1) {
            throw BackendErrors.nothingToScore(operation.text());
        }
        if (ids.length > contextLength) {
            throw EngineErrors.promptTooLong(ids.length, contextLength);
        }
        return new Question(evaluation, ids, first, wanted);
    }

    private static int firstWanted(Operation<?> operation, int[] ids, TextTokenizer tokenizer) {
        if (operation instanceof Operation.NextToken) {
            return ids.length - 1;
        }
        if (operation instanceof Operation.CompletionLogProb completion) {
            // what lies behind as many ids as the prompt alone has
            return tokenizer.encode(completion.prompt(), completion.form()).length - 1;
        }
        return 0;
    }

    View view() {
        return evaluation.view();
    }

    /** The ids that the wanted predictions are about; the last one's is missing for a next-token question. */
    int[] targets() {
        return Arrays.copyOfRange(ids, firstWanted + 1, Math.min(ids.length, firstWanted + 1 + wanted));
    }
}
