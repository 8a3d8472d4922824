package dev.sonde.probe;

import dev.sonde.score.Generation;
import dev.sonde.score.Score;
import dev.sonde.score.TokenDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * What two views of a model answer to the same questions.
 *
 * @param views who answered
 * @param prompts what the questions are called, in order
 * @param base answers of the base model, one per prompt
 * @param tuned answers of the view under test, one per prompt
 */
public record BothAnswers<A extends Score>(BothViews views, List<String> prompts, List<A> base, List<A> tuned) {

    /** Copies the lists. */
    public BothAnswers {
        prompts = List.copyOf(prompts);
        base = List.copyOf(base);
        tuned = List.copyOf(tuned);
    }

    /**
     * One number per prompt; more should mean more effect.
     *
     * @param value of base's answer and the tuned view's
     * @throws IllegalArgumentException naming the prompt whose number is not finite
     */
    public PromptValues values(ToDoubleBiFunction<? super A, ? super A> value) {
        var values = new ArrayList<PromptValue>();
        for (int i = 0; i < prompts.size(); i++) {
            double measured = value.applyAsDouble(base.get(i), tuned.get(i));
            if (!Double.isFinite(measured)) {
                throw new IllegalArgumentException("Prompt '%s' has the value %s, which is not a finite number"
                        .formatted(prompts.get(i), measured));
            }
            values.add(new PromptValue(prompts.get(i), measured, words(base.get(i)), words(tuned.get(i))));
        }
        return new PromptValues(views, values);
    }

    private String words(A answer) {
        if (answer instanceof TokenDistribution next) {
            return NextTokens.best(next, views.context());
        }
        return answer instanceof Generation written ? written.text() : "";
    }
}
