package dev.sonde.backend.djl;

import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.Operation;
import dev.sonde.score.Generation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One text while it is being written. */
final class GenerationRow {

    private final Evaluation<?> evaluation;
    private final int[] prompt;
    private final RowView view;
    private final Sampler sampler;
    private final int limit;
    private final List<Integer> written = new ArrayList<>();
    private Generation.@Nullable Ending ending;
    private @Nullable BackendException failure;

    /**
     * A row that has its prompt.
     *
     * @throws BackendException if there is no prompt token, or no room behind the prompt
     */
    GenerationRow(Evaluation<?> evaluation, RowView view, TextTokenizer tokenizer, int contextLength) {
        GenerationParameters parameters = ((Operation.Generate) evaluation.operation()).parameters();
        this.evaluation = evaluation;
        this.view = view;
        prompt = tokenizer.encode(
                evaluation.operation().text(), evaluation.operation().form());
        if (prompt.length == 0) {
            throw BackendErrors.nothingToScore(evaluation.operation().text());
        }
        if (prompt.length >= contextLength) {
            throw EngineErrors.promptTooLong(prompt.length, contextLength - 1);
        }
        sampler = new Sampler(parameters, tokenizer.idCount());
        limit = Math.min(parameters.maxNewTokens(), contextLength - prompt.length);
    }

    Evaluation<?> evaluation() {
        return evaluation;
    }

    int[] prompt() {
        return prompt;
    }

    /** The prompt and what is written behind it. */
    int[] text() {
        return IntStream.concat(Arrays.stream(prompt), written.stream().mapToInt(Integer::intValue))
                .toArray();
    }

    RowView view() {
        return view;
    }

    int limit() {
        return limit;
    }

    boolean done() {
        return ending != null || failure != null;
    }

    /** Tokens that went through the model. */
    int tokens() {
        return prompt.length + written.size();
    }

    /** The last token; the prompt's last one before anything is written. */
    int last() {
        return written.isEmpty() ? prompt[prompt.length - 1] : written.get(written.size() - 1);
    }

    /** Takes the logits behind {@link #last()} and writes one more token, or ends. */
    void write(float[] logits, EndTokens ends) {
        float sum = 0;
        for (float logit : logits) {
            sum += logit;
        }
        if (!Float.isFinite(sum)) {
            failure = BackendErrors.nonFinite(
                    "The sum of the logits under view '" + evaluation.view().id() + "'", sum);
            return;
        }
        int token = sampler.next(logits);
        if (ends.contains(token)) {
            ending = Generation.Ending.END_TOKEN;
            return;
        }
        written.add(token);
        if (written.size() == limit) {
            ending = Generation.Ending.LENGTH;
        }
    }

    /**
     * The finished text.
     *
     * @throws BackendException if the model's numbers were not finite
     */
    Generation generation(TextTokenizer tokenizer) {
        if (failure != null) {
            throw failure;
        }
        int[] ids = written.stream().mapToInt(Integer::intValue).toArray();
        return new Generation(written, tokenizer.decode(ids, true), java.util.Objects.requireNonNull(ending));
    }
}
