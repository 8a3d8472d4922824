package dev.sonde.probe.multiturn;

import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.Operation.Generate;
import dev.sonde.backend.TextForm;
import dev.sonde.backend.View;
import dev.sonde.chat.ChatTemplate;
import dev.sonde.chat.ChatTemplateException;
import dev.sonde.chat.Message;
import dev.sonde.probe.ProbeContext;
import dev.sonde.score.Generation;
import java.util.ArrayList;
import java.util.List;

/** One dialogue for each prompt, turn by turn, in which the fine-tuned view answers, greedily. */
final class Dialogues {

    private final MultiTurnSpec spec;
    private final ChatTemplate template;
    private final ProbeContext context;
    private final List<List<Message>> dialogues;

    Dialogues(MultiTurnSpec spec, ChatTemplate template, ProbeContext context) {
        this.spec = spec;
        this.template = template;
        this.context = context;
        dialogues = spec.prompts().stream()
                .<List<Message>>map(prompt -> new ArrayList<>(List.of(Message.user(prompt))))
                .toList();
    }

    /**
     * One turn of one dialogue.
     *
     * @param before the dialogue up to where the answer begins, as the model reads it
     * @param answer as the fine-tuned view wrote it; may be empty
     */
    record Turn(String before, String answer) {

        /** The text up to each of at most {@code count} places of the answer: its beginning, and before some of its words. */
        List<String> beginnings(int count) {
            var ends = new ArrayList<>(List.of(0));
            for (int i = 1; i < answer.length(); i++) {
                if (Character.isWhitespace(answer.charAt(i)) && !Character.isWhitespace(answer.charAt(i - 1))) {
                    ends.add(i);
                }
            }
            var beginnings = new ArrayList<String>();
            int wanted = Math.min(count, ends.size());
            for (int k = 0; k < wanted; k++) {
                beginnings.add(before + answer.substring(0, ends.get(k * ends.size() / wanted)));
            }
            return beginnings;
        }
    }

    /** The questions of the first turn, which are known in advance. */
    List<Evaluation<Generation>> questions() {
        return dialogues.stream().map(this::rendered).map(this::question).toList();
    }

    /** Lets the model answer in all dialogues, and the user go on. */
    List<Turn> next() {
        var answers = context.readAll(questions());
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < answers.size(); i++) {
            var dialogue = dialogues.get(i);
            String answer = answers.get(i).text();
            turns.add(new Turn(rendered(dialogue), answer));
            String followUp = spec.followUps()
                    .get((dialogue.size() / 2) % spec.followUps().size());
            dialogue.add(Message.assistant(answer));
            dialogue.add(Message.user(followUp));
        }
        return turns;
    }

    private Evaluation<Generation> question(String text) {
        return new Evaluation<>(
                View.FINE_TUNED,
                new Generate(text, GenerationParameters.greedy(spec.maxNewTokens()), TextForm.RENDERED));
    }

    private String rendered(List<Message> dialogue) {
        try {
            return template.render(dialogue, true);
        } catch (ChatTemplateException e) {
            throw BackendErrors.chatTemplate(e);
        }
    }
}
