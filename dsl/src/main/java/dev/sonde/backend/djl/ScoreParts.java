package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.Operation;
import dev.sonde.score.Completion;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.Score;
import dev.sonde.score.TokenDistribution;
import dev.sonde.score.TokenLogProb;
import dev.sonde.score.TopKDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The answer to one question, as it comes in line by line. */
final class ScoreParts {

    private final Question question;
    private final List<TokenLogProb> tokens = new ArrayList<>();
    private @Nullable TokenDistribution distribution;
    private @Nullable Float broken;

    ScoreParts(Question question) {
        this.question = question;
    }

    boolean isDistribution() {
        return question.evaluation().operation() instanceof Operation.NextToken;
    }

    /** Remembers a sum of logits that is not finite. */
    void checkFinite(float sum) {
        if (!Float.isFinite(sum)) {
            broken = sum;
        }
    }

    void add(int token, float logProb) {
        if (broken == null) {
            tokens.add(new TokenLogProb(token, Math.min(0, logProb)));
        }
    }

    /** Takes the distribution from {@code row}, {@code [1, vocabulary]}. */
    void distribution(NDArray row) {
        if (broken != null) {
            return;
        }
        int k = ((Operation.NextToken) question.evaluation().operation()).topK();
        distribution = k == Operation.NextToken.FULL ? FullDistribution.of(row.toFloatArray()) : best(row, k);
    }

    private static TokenDistribution best(NDArray row, int k) {
        int vocabulary = Math.toIntExact(row.getShape().get(1));
        NDList best = row.topK(Math.min(k, vocabulary), 1, true, true);
        float[] logProbs = best.get(0).toFloatArray();
        long[] ids = best.get(1).toLongArray();
        List<TokenLogProb> top = new ArrayList<>();
        double mass = 0;
        for (int i = 0; i < ids.length; i++) {
            top.add(new TokenLogProb((int) ids[i], Math.min(0, logProbs[i])));
            mass += Math.exp(logProbs[i]);
        }
        double tail = k >= vocabulary ? 0 : Math.max(0, 1 - mass);
        return new TopKDistribution(top, vocabulary, OptionalDouble.of(tail));
    }

    /**
     * The finished answer.
     *
     * @throws dev.sonde.backend.BackendException if the model's numbers are not finite
     */
    Score score() {
        if (broken != null) {
            throw BackendErrors.nonFinite(
                    "The sum of the logits under view '" + question.view().id() + "'", broken);
        }
        Operation<?> operation = question.evaluation().operation();
        if (operation instanceof Operation.NextToken) {
            return Objects.requireNonNull(distribution);
        }
        return operation instanceof Operation.CompletionLogProb
                ? new Completion(question.firstWanted() + 1, tokens)
                : new RollingLogProbs(tokens);
    }
}
