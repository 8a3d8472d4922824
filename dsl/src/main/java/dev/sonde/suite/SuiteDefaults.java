package dev.sonde.suite;

import dev.sonde.backend.Operation;
import dev.sonde.probe.Category;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the probes of a suite share.
 *
 * @param seed every random draw starts from it
 * @param topK tokens of a next-token distribution where the backend cannot give the whole vocabulary, which it is asked
 *     for otherwise; 0, the default, leaves the number to Sonde
 * @param coverageThreshold smallest composite score with which the suite passes, in [0, 1]
 * @param scoreWeights weight of each category in the composite; finite, at least 0, not all 0
 * @param chat makes each prompt what a user says to the model, by the model's own template; empty for plain texts
 * @param look how often results of this suite have been looked at and it was made larger, this run counted; 1 for a suite
 *     that was fixed in advance
 */
public record SuiteDefaults(
        long seed,
        int topK,
        double coverageThreshold,
        Map<Category, Double> scoreWeights,
        Optional<ChatSettings> chat,
        int look) {

    /** Weights of the reference: attribution counts most, a baseline not at all. */
    public static final Map<Category, Double> DEFAULT_WEIGHTS = Map.of(
            Category.ADHERENCE, 0.30,
            Category.ATTRIBUTION, 0.35,
            Category.CALIBRATION, 0.20,
            Category.ABLATION, 0.15,
            Category.BASELINE, 0.0);

    /** Lays {@code scoreWeights} over the default ones and checks all values. */
    public SuiteDefaults {
        var merged = new EnumMap<Category, Double>(DEFAULT_WEIGHTS);
        merged.putAll(scoreWeights);
        scoreWeights = Map.copyOf(merged);
        if (look < 1) {
            throw new IllegalArgumentException("look counts from 1, was " + look);
        }
        if (topK < 0) {
            throw new IllegalArgumentException("top_k is at least 1, or 0 for the whole vocabulary; was " + topK);
        }
        if (!(coverageThreshold >= 0 && coverageThreshold <= 1)) {
            throw new IllegalArgumentException("coverage_threshold is in [0, 1], was " + coverageThreshold);
        }
        if (!scoreWeights.values().stream().allMatch(weight -> weight >= 0 && weight < Double.POSITIVE_INFINITY)
                || scoreWeights.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum()
                        == 0) {
            throw new IllegalArgumentException(
                    "score_weights are finite, at least 0 and not all 0; were " + scoreWeights);
        }
    }

    /** Defaults for plain texts. */
    public SuiteDefaults(long seed, int topK, double coverageThreshold, Map<Category, Double> scoreWeights) {
        this(seed, topK, coverageThreshold, scoreWeights, Optional.empty());
    }

    /** Defaults of a suite that is looked at once. */
    public SuiteDefaults(
            long seed,
            int topK,
            double coverageThreshold,
            Map<Category, Double> scoreWeights,
            Optional<ChatSettings> chat) {
        this(seed, topK, coverageThreshold, scoreWeights, chat, 1);
    }

    /** The same at another look. */
    public SuiteDefaults withLook(int other) {
        return new SuiteDefaults(seed, topK, coverageThreshold, scoreWeights, chat, other);
    }

    /** The same with prompts that are chats. */
    public SuiteDefaults with(ChatSettings settings) {
        return new SuiteDefaults(seed, topK, coverageThreshold, scoreWeights, Optional.of(settings), look);
    }

    /** The defaults with a seed. */
    public static SuiteDefaults withSeed(long seed) {
        return new SuiteDefaults(seed, Operation.NextToken.FULL, 0.6, Map.of());
    }
}
