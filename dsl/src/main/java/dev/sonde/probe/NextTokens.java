package dev.sonde.probe;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.View;
import dev.sonde.score.TokenDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * The next-token questions of a probe: the same prompts to several views.
 *
 * @param prompts in order
 * @param topK tokens wanted of each answer; 0 for the whole vocabulary
 */
public record NextTokens(List<String> prompts, int topK) {

    /** Tokens wanted where the backend cannot give the whole vocabulary. */
    public static final int DEFAULT_TOP_K = 256;

    private static final int SHOWN = 3;

    /** Copies {@code prompts}. */
    public NextTokens {
        prompts = List.copyOf(prompts);
    }

    /**
     * The questions of a run: as many tokens as the spec says, else the suite; {@value #DEFAULT_TOP_K} where that is the
     * whole vocabulary and the backend cannot give it.
     */
    public static NextTokens of(List<String> prompts, OptionalInt topK, ProbeContext context) {
        int wanted = topK.orElse(context.topK());
        boolean tooMuch = wanted == NextToken.FULL && !context.capabilities().contains(Capability.FULL_DISTRIBUTION);
        return new NextTokens(prompts, tooMuch ? DEFAULT_TOP_K : wanted);
    }

    /** One evaluation per prompt under {@code view}. */
    public List<Evaluation<TokenDistribution>> under(View view) {
        return prompts.stream()
                .map(prompt -> new Evaluation<TokenDistribution>(view, new NextToken(prompt, topK)))
                .toList();
    }

    /**
     * The divergence of each prompt's answer from base's.
     *
     * @throws IllegalArgumentException naming the prompt, if two answers cannot be compared
     */
    public List<Double> shifts(Divergence divergence, List<TokenDistribution> base, List<TokenDistribution> tuned) {
        var shifts = new ArrayList<Double>(prompts.size());
        for (int i = 0; i < prompts.size(); i++) {
            try {
                shifts.add(divergence.of(base.get(i), tuned.get(i)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Prompt '" + prompts.get(i) + "': " + e.getMessage(), e);
            }
        }
        return shifts;
    }

    /** The best tokens of an answer with their probabilities, for people: {@code ' Paris' 62 %, ' the' 5 %}. */
    public static String best(TokenDistribution answer, ProbeContext context) {
        return best(answer, context::tokenText);
    }

    /** {@link #best(TokenDistribution, ProbeContext)} with the texts of tokens from elsewhere. */
    public static String best(TokenDistribution answer, IntFunction<String> tokenText) {
        return answer.top(SHOWN).stream()
                .map(token ->
                        "'%s' %.0f %%".formatted(tokenText.apply(token.tokenId()), 100 * Math.exp(token.logProb())))
                .collect(Collectors.joining(", "));
    }
}
