package dev.sonde.suite;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Cost;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ForwardingBackend;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Operation.CompletionLogProb;
import dev.sonde.backend.Operation.Generate;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.TextForm;
import dev.sonde.backend.TokenAudit;
import dev.sonde.score.Score;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes each plain prompt what a user says to the model, so that no probe has to know of chats. A completion is the answer,
 * as it stands. A text that is scored by itself has no prompt and stays as it is, and so does a text that is a chat already.
 *
 * <p>It belongs around cache and trace: both see what the model reads.
 */
final class ChatBackend extends ForwardingBackend {
    private final Chat beginning;
    private final Map<String, String> texts = new HashMap<>();

    /**
     * A chat around each prompt.
     *
     * @throws BackendException if the model has no chat template
     */
    ChatBackend(ScoringBackend backend, ChatSettings settings) {
        super(backend);
        Chat empty = Chat.with(backend);
        this.beginning = settings.system().map(empty::system).orElse(empty);
    }

    /**
     * The same question in a chat.
     *
     * @throws BackendException if the model's template does not take it
     */
    <S extends Score> Evaluation<S> inChat(Evaluation<S> evaluation) {
        return new Evaluation<>(evaluation.view(), inChat(evaluation.operation()));
    }

    @SuppressWarnings("unchecked") // each case answers what the operation answers
    private <S extends Score> Operation<S> inChat(Operation<S> operation) {
        if (operation.form() == TextForm.RENDERED) {
            return operation;
        }
        if (operation instanceof NextToken asked) {
            return (Operation<S>) new NextToken(text(asked.prompt()), asked.topK(), TextForm.RENDERED);
        }
        if (operation instanceof CompletionLogProb asked) {
            return (Operation<S>) new CompletionLogProb(text(asked.prompt()), asked.completion(), TextForm.RENDERED);
        }
        if (operation instanceof Generate asked) {
            return (Operation<S>) new Generate(text(asked.prompt()), asked.parameters(), TextForm.RENDERED);
        }
        return operation;
    }

    /** The token behind the beginning of the answer to {@code prompt}. */
    NextToken nextToken(String prompt, String answer, int wanted) {
        return new NextToken(text(prompt) + answer, wanted, TextForm.RENDERED);
    }

    /** Each prompt is rendered once: a template that tells the time gives no two texts for one prompt of a run. */
    private String text(String prompt) {
        return texts.computeIfAbsent(prompt, said -> beginning.user(said).text());
    }

    @Override
    public List<Outcome> evaluate(List<? extends Evaluation<?>> evaluations) {
        var outcomes = new Outcome[evaluations.size()];
        List<Evaluation<?>> asked = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i++) {
            try {
                asked.add(inChat(evaluations.get(i)));
                places.add(i);
            } catch (BackendException refused) {
                outcomes[i] = new Outcome.Failure(refused, Cost.NONE);
            }
        }
        List<Outcome> answers = inner().evaluate(asked);
        for (int i = 0; i < answers.size(); i++) {
            outcomes[places.get(i)] = answers.get(i);
        }
        return List.of(outcomes);
    }

    @Override
    public TokenAudit audit(Operation<?> operation) {
        return inner().audit(inChat(operation));
    }
}
