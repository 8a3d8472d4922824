package dev.sonde.probe;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.Operation;
import dev.sonde.backend.View;
import dev.sonde.score.Score;
import dev.sonde.score.TokenDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Asks base and the view under test the same: what a {@link ProbeFunction} sees of a run.
 *
 * <p>The first question of a function is computed in advance, together with those of the suite's other probes.
 */
public final class BothViews {

    private final String probe;
    private final ProbeContext context;
    private final boolean planning;

    BothViews(String probe, ProbeContext context, boolean planning) {
        this.probe = probe;
        this.context = context;
        this.planning = planning;
    }

    /** The name of the probe that asks. */
    public String probe() {
        return probe;
    }

    /** The run, for all else. What is asked of it directly is not computed in advance. */
    public ProbeContext context() {
        return context;
    }

    /** What comes next after each prompt; of the whole vocabulary where the backend can tell. Two forward passes each. */
    public BothAnswers<TokenDistribution> nextTokens(List<String> prompts) {
        int topK = NextTokens.of(prompts, OptionalInt.empty(), context).topK();
        return ask(prompts, prompt -> new Operation.NextToken(prompt, topK));
    }

    /**
     * The answers to one question for each prompt, such as {@code Operation.Generate}.
     *
     * @param prompts what results call the questions; at least one, each once
     * @throws IllegalArgumentException if there is no prompt, or one stands twice
     */
    public <A extends Score> BothAnswers<A> ask(List<String> prompts, Function<String, Operation<A>> question) {
        var questions =
                SpecChecks.prompts(probe, prompts).stream().map(question).toList();
        var evaluations = new ArrayList<Evaluation<A>>();
        for (View view : List.of(View.BASE, context.tuned())) {
            questions.forEach(asked -> evaluations.add(new Evaluation<>(view, asked)));
        }
        if (planning) {
            throw new Asked(List.copyOf(evaluations));
        }
        var answers = context.readAll(evaluations);
        return new BothAnswers<>(
                this, prompts, answers.subList(0, prompts.size()), answers.subList(prompts.size(), answers.size()));
    }

    /** Ends a function at its first question; no error, but nothing that a function's own catch should see. */
    static final class Asked extends Error {
        private static final long serialVersionUID = 1L;
        private final transient List<Evaluation<?>> evaluations;

        private Asked(List<Evaluation<?>> evaluations) {
            super("asked while planning", null, false, false);
            this.evaluations = evaluations;
        }

        List<Evaluation<?>> evaluations() {
            return evaluations;
        }
    }
}
