package dev.sonde.backend;

/**
 * How text is generated.
 *
 * @param maxNewTokens at least 1
 * @param temperature 0 is greedy (the most probable token; ties by token id); above 0 divides the logits
 * @param topP keep the smallest set of best tokens that holds this much probability, in (0, 1]; 1 keeps all
 * @param topK keep the best k tokens; 0 keeps all
 * @param seed of the draws; the same for every batch and machine. Without meaning when greedy.
 */
public record GenerationParameters(int maxNewTokens, double temperature, double topP, int topK, long seed) {

    /** Checks the ranges. */
    public GenerationParameters {
        if (maxNewTokens < 1 || !(temperature >= 0) || !(topP > 0 && topP <= 1) || topK < 0) {
            throw new IllegalArgumentException(
                    "Generation needs maxNewTokens >= 1, temperature >= 0, topP in (0, 1] and topK >= 0, got maxNewTokens="
                            + maxNewTokens + ", temperature=" + temperature + ", topP=" + topP + ", topK=" + topK);
        }
    }

    /** The most probable token each time. */
    public static GenerationParameters greedy(int maxNewTokens) {
        return new GenerationParameters(maxNewTokens, 0, 1, 0, 0);
    }
}
