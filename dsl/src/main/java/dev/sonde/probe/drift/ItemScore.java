package dev.sonde.probe.drift;

import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation.CompletionLogProb;
import dev.sonde.backend.View;
import dev.sonde.probe.Figure;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.PromptValue;
import dev.sonde.score.Completion;
import java.util.ArrayList;
import java.util.List;

/**
 * What one view makes of an item.
 *
 * @param gold mean log-probability of the gold's tokens, in nats a token
 * @param best the most probable completion, by its whole log-probability
 * @param lead the gold's whole log-probability less that of its best alternative, in nats; 0 without alternatives
 */
public record ItemScore(double gold, String best, double lead) {

    /** Whether the gold is more probable than each alternative; a tie is not right. */
    public boolean right() {
        return lead > 0;
    }

    /** All questions of a comparison of the tuned view with base; none for a model without adapter. */
    public static List<Evaluation<?>> plan(List<KnowledgeItem> items, ProbeContext context) {
        var plan = new ArrayList<Evaluation<?>>();
        if (context.capabilities().contains(Capability.FINE_TUNED)) {
            plan.addAll(questions(items, View.BASE));
            plan.addAll(questions(items, context.tuned()));
        }
        return plan;
    }

    private static List<Evaluation<Completion>> questions(List<KnowledgeItem> items, View view) {
        return items.stream()
                .flatMap(item -> item.completions().stream()
                        .map(completion -> new Evaluation<>(view, new CompletionLogProb(item.prompt(), completion))))
                .toList();
    }

    /**
     * The scores of {@code items} in order.
     *
     * @throws IllegalStateException if a log-probability is not finite
     */
    public static List<ItemScore> read(List<KnowledgeItem> items, View view, ProbeContext context) {
        var answers = context.readAll(questions(items, view));
        var scores = new ArrayList<ItemScore>();
        int from = 0;
        for (var item : items) {
            int to = from + item.completions().size();
            scores.add(of(item, answers.subList(from, to), view.id()));
            from = to;
        }
        return scores;
    }

    /** Of the completions of an item in order, the gold first. */
    private static ItemScore of(KnowledgeItem item, List<Completion> scores, String view) {
        int best = 0;
        double lead = 0;
        for (int i = 0; i < scores.size(); i++) {
            double logProb = scores.get(i).logProb();
            if (!Double.isFinite(logProb)) {
                throw new IllegalStateException("'%s%s' has log-probability %s under view '%s'. Check the weights."
                        .formatted(item.prompt(), item.completions().get(i), logProb, view));
            }
            best = logProb > scores.get(best).logProb() ? i : best;
            double behind = scores.get(0).logProb() - logProb;
            lead = i == 1 ? behind : Math.min(lead, i == 0 ? lead : behind);
        }
        return new ItemScore(scores.get(0).meanLogProb(), item.completions().get(best), lead);
    }

    /**
     * An item's part in a comparison, for people.
     *
     * @param change what the comparison counts
     */
    public static PromptValue compared(KnowledgeItem item, double change, ItemScore base, ItemScore tuned) {
        return new PromptValue(item.prompt() + item.gold(), change, base.described(), tuned.described());
    }

    private String described() {
        return "'%s', gold at %s nats a token".formatted(best.strip(), Figure.of(gold));
    }
}
