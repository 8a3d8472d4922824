package dev.sonde.probe;

import dev.sonde.score.FullDistribution;
import dev.sonde.score.TokenDistribution;
import dev.sonde.score.TokenLogProb;
import dev.sonde.score.TopKDistribution;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Two next-token distributions over the same outcomes.
 *
 * <p>Whole vocabularies are compared token by token. Where one side knows only its best tokens, those that both sides
 * know keep an outcome of their own and all other mass is one shared outcome. Merging outcomes never adds divergence,
 * so the result is a lower bound, and it is continuous: nothing jumps when two tokens swap places at rank k. (A token
 * that only one side names cannot keep an outcome: the other side's probability of it is not known.)
 *
 * @param size how many outcomes
 * @param base log-probability of each outcome under base, in nats
 * @param tuned log-probability of each outcome under the view under test, in nats
 * @param exact false: divergences of these are lower bounds
 */
public record Alignment(int size, IntToDoubleFunction base, IntToDoubleFunction tuned, boolean exact) {

    /**
     * Aligns two answers to the same prompt.
     *
     * @throws IllegalArgumentException if their vocabularies differ in size, or one has an unknown tail mass
     */
    public static Alignment of(TokenDistribution base, TokenDistribution tuned) {
        if (base.vocabularySize() != tuned.vocabularySize()) {
            throw new IllegalArgumentException("Base knows %d tokens and the tuned view %d; they cannot be compared. "
                            .formatted(base.vocabularySize(), tuned.vocabularySize())
                    + "Score both with the same tokenizer and model.");
        }
        if (base instanceof FullDistribution fullBase && tuned instanceof FullDistribution fullTuned) {
            return new Alignment(base.vocabularySize(), fullBase::logProb, fullTuned::logProb, true);
        }
        var shared = known(base, "base");
        shared.retainAll(known(tuned, "the tuned view"));
        int[] ids = shared.stream().mapToInt(Integer::intValue).toArray();
        double[] baseOutcomes = outcomes(base, ids);
        double[] tunedOutcomes = outcomes(tuned, ids);
        boolean exact = ids.length == base.vocabularySize();
        return new Alignment(ids.length + 1, i -> baseOutcomes[i], i -> tunedOutcomes[i], exact);
    }

    private static Set<Integer> known(TokenDistribution side, String name) {
        if (side instanceof TopKDistribution best && best.tailMass().isEmpty() && size(best) < side.vocabularySize()) {
            throw new IllegalArgumentException("The answer of %s names %d of %d tokens and not the mass of the rest. "
                            .formatted(name, size(best), side.vocabularySize())
                    + "A divergence needs it; choose a backend that reports normalised probabilities.");
        }
        return side.top(side.vocabularySize()).stream()
                .map(TokenLogProb::tokenId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The log-probabilities of {@code ids} (ascending), then that of all other tokens together. */
    private static double[] outcomes(TokenDistribution side, int[] ids) {
        var outcomes = new double[ids.length + 1];
        double rest = side instanceof TopKDistribution best ? best.tailMass().orElse(0) : 0;
        for (var token : side.top(side.vocabularySize())) {
            int outcome = Arrays.binarySearch(ids, token.tokenId());
            if (outcome >= 0) {
                outcomes[outcome] = token.logProb();
            } else {
                rest += Math.exp(token.logProb());
            }
        }
        outcomes[ids.length] = Math.log(rest);
        return outcomes;
    }

    private static int size(TopKDistribution best) {
        return best.top().size();
    }
}
