package dev.sonde.score;

import static java.util.Comparator.comparingDouble;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The most probable next tokens, and the mass of all others in one bucket.
 *
 * <p>Entries come in descending order of log-probability; ties are ordered by token id, so equal distributions are
 * equal values.
 *
 * @param top the best tokens; distinct ids, {@code 1 <= size <= vocabularySize}
 * @param vocabularySize how many tokens the model can emit
 * @param tailMass probability outside {@code top}, in [0, 1); empty when the backend cannot know it. Zero means
 *     measured as zero, never unknown.
 */
public record TopKDistribution(List<TokenLogProb> top, int vocabularySize, OptionalDouble tailMass)
        implements TokenDistribution {

    /**
     * Copies and sorts {@code top}.
     *
     * @throws IllegalArgumentException if {@code top} is empty, repeats an id or is longer than the vocabulary, or if
     *     {@code tailMass} is outside [0, 1)
     */
    public TopKDistribution {
        require(!top.isEmpty() && top.size() <= vocabularySize, "1 to " + vocabularySize + " tokens", top.size());
        require(top.stream().map(TokenLogProb::tokenId).distinct().count() == top.size(), "distinct token ids", top);
        tailMass.ifPresent(mass -> require(mass >= 0 && mass < 1, "a tail mass in [0, 1)", mass));
        top = top.stream()
                .sorted(comparingDouble(TokenLogProb::logProb).reversed().thenComparingInt(TokenLogProb::tokenId))
                .toList();
    }

    @Override
    public List<TokenLogProb> top(int k) {
        require(k >= 1, "k >= 1", k);
        return top.subList(0, Math.min(k, top.size()));
    }

    private static void require(boolean holds, String expected, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException("Token distribution needs " + expected + ", got " + actual);
        }
    }
}
