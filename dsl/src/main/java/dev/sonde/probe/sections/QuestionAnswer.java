package dev.sonde.probe.sections;

import dev.sonde.probe.SpecChecks;

/**
 * A question of an instruction section.
 *
 * @param prompt the question
 * @param gold its answer; as with every completion, a leading blank belongs to it
 */
public record QuestionAnswer(String prompt, String gold) {

    /**
     * Checks the texts.
     *
     * @throws IllegalArgumentException if one is blank
     */
    public QuestionAnswer {
        SpecChecks.text("A question of a section", "prompt", prompt);
        SpecChecks.text("A question of a section", "gold", gold);
    }
}
