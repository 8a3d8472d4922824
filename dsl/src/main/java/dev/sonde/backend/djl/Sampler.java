package dev.sonde.backend.djl;

import dev.sonde.backend.GenerationParameters;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Chooses next tokens. Draws depend on the parameters' seed and the number of draws only, never on the batch. */
final class Sampler {

    private final GenerationParameters parameters;
    private final int usable;
    private final SplittableRandom random;

    /** Chooses among the ids below {@code usable}: a model may have more columns than its tokenizer has tokens. */
    Sampler(GenerationParameters parameters, int usable) {
        this.parameters = parameters;
        this.usable = usable;
        random = new SplittableRandom(parameters.seed());
    }

    /** The next token after {@code logits}. */
    int next(float[] logits) {
        if (parameters.temperature() == 0) {
            return best(logits);
        }
        int[] ids = IntStream.range(0, Math.min(usable, logits.length))
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(id -> -logits[id]).thenComparing(id -> id))
                .limit(parameters.topK() == 0 ? Long.MAX_VALUE : parameters.topK())
                .mapToInt(Integer::intValue)
                .toArray();
        return draw(ids, weights(ids, logits));
    }

    /** The most probable id; the lowest of equals. */
    private static int best(float[] logits) {
        int best = 0;
        for (int id = 1; id < logits.length; id++) {
            if (logits[id] > logits[best]) {
                best = id;
            }
        }
        return best;
    }

    private double[] weights(int[] ids, float[] logits) {
        double[] weights = new double[ids.length];
        for (int i = 0; i < ids.length; i++) {
            weights[i] = StrictMath.exp((logits[ids[i]] - logits[ids[0]]) / parameters.temperature());
        }
        return weights;
    }

    /** Draws from the smallest set of best tokens that holds topP of the mass. */
    private int draw(int[] ids, double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double kept = 0;
        int count = 0;
        while (count < weights.length && (count == 0 || kept < parameters.topP() * total)) {
            kept += weights[count++];
        }
        double threshold = (random.nextLong() >>> 11) * 0x1p-53 * kept;
        for (int i = 0; i < count - 1; i++) {
            threshold -= weights[i];
            if (threshold < 0) {
                return ids[i];
            }
        }
        return ids[count - 1];
    }
}
