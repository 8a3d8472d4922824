package dev.sonde.probe.multiturn;

import dev.sonde.probe.Divergence;
import dev.sonde.probe.Evidence;
import dev.sonde.probe.PromptValue;
import dev.sonde.probe.Retention;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The effect of the adapter in each turn.
 *
 * @param divergence how two answers were compared
 * @param meanFirst mean divergence in the first turn, in nats
 * @param curve the effect in each later turn; {@link Retention#at} in turns after the first; empty where there was no
 *     effect to lose
 * @param threshold smallest share of the effect that passes in the last turn
 * @param halfLifeTurns of the divergence, derived from the share in the last turn; empty without a decay
 * @param dialogues one for each prompt, in the order of the spec
 * @param emptyAnswers answers without a word: the model ended at once
 * @param exact false: only the best tokens of an answer were known, and the divergences are lower bounds
 */
public record MultiTurnEvidence(
        Divergence divergence,
        double meanFirst,
        List<Retention> curve,
        double threshold,
        OptionalDouble halfLifeTurns,
        List<Dialogue> dialogues,
        int emptyAnswers,
        boolean exact)
        implements Evidence {

    /** Copies the lists. */
    public MultiTurnEvidence {
        curve = List.copyOf(curve);
        dialogues = List.copyOf(dialogues);
    }

    /**
     * One dialogue.
     *
     * @param prompt what the user said first
     * @param answers of the fine-tuned view, turn by turn
     * @param shifts divergence in each turn, the mean over places of the answer, in nats
     */
    public record Dialogue(String prompt, List<String> answers, List<Double> shifts) {

        /** Copies the lists. */
        public Dialogue {
            answers = List.copyOf(answers);
            shifts = List.copyOf(shifts);
        }
    }

    /** The shift of each dialogue in the last turn, with the first and the last answer. */
    @Override
    public List<PromptValue> perPrompt() {
        return dialogues.stream()
                .map(dialogue -> new PromptValue(
                        dialogue.prompt(),
                        dialogue.shifts().get(dialogue.shifts().size() - 1),
                        "first answer: " + dialogue.answers().get(0),
                        "last answer: "
                                + dialogue.answers().get(dialogue.answers().size() - 1)))
                .toList();
    }
}
