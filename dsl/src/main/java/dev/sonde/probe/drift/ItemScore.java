package dev.sonde.probe.drift;

import dev.sonde.probe.Figure;
import dev.sonde.score.Completion;
import java.util.List;

/**
 * What one view makes of an item.
 *
 * @param gold mean log-probability of the gold's tokens, in nats a token
 * @param best the most probable completion, by its whole log-probability
 * @param right whether that is the gold
 */
record ItemScore(double gold, String best, boolean right) {

    /**
     * Of the completions of an item in order, the gold first.
     *
     * @throws IllegalStateException if a log-probability is not finite
     */
    static ItemScore of(KnowledgeItem item, List<Completion> scores, String view) {
        int best = 0;
        for (int i = 0; i < scores.size(); i++) {
            double logProb = scores.get(i).logProb();
            if (!Double.isFinite(logProb)) {
                throw new IllegalStateException("'%s%s' has log-probability %s under view '%s'. Check the weights."
                        .formatted(item.prompt(), item.completions().get(i), logProb, view));
            }
            best = logProb > scores.get(best).logProb() ? i : best;
        }
        return new ItemScore(scores.get(0).meanLogProb(), item.completions().get(best), best == 0);
    }

    String described() {
        return "'%s', gold at %s nats a token".formatted(best.strip(), Figure.of(gold));
    }
}
