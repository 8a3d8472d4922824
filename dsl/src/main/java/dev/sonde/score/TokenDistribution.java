package dev.sonde.score;

import java.util.List;

/**
 * The next token after a prompt, as one view of a model sees it.
 *
 * <p>{@link FullDistribution} knows every token of the vocabulary; {@link TopKDistribution} knows the best k and one
 * shared bucket for the rest.
 */
public sealed interface TokenDistribution extends Score permits FullDistribution, TopKDistribution {

    /** How many tokens the model can emit, at least 1. */
    int vocabularySize();

    /**
     * The {@code k} most probable tokens, best first; ties by token id. Fewer when the distribution knows fewer.
     *
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    List<TokenLogProb> top(int k);

    /** The id of the most probable token. */
    default int best() {
        return top(1).get(0).tokenId();
    }
}
