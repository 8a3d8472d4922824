package dev.sonde.probe.preferenceflip;

import dev.sonde.probe.SpecChecks;

/**
 * Two answers to one prompt, of which one should be preferred.
 *
 * @param prompt what stands before either answer
 * @param chosen the answer to prefer; as with every completion, a leading blank belongs to it
 * @param rejected the other one
 */
public record PreferenceTriple(String prompt, String chosen, String rejected) {

    /**
     * Checks the texts.
     *
     * @throws IllegalArgumentException if one is blank, or both answers are the same
     */
    public PreferenceTriple {
        SpecChecks.text("A preference triple", "prompt", prompt);
        SpecChecks.text("A preference triple", "chosen", chosen);
        SpecChecks.text("A preference triple", "rejected", rejected);
        if (chosen.equals(rejected)) {
            throw new IllegalArgumentException(
                    "The preference triple of '%s' has the same answer '%s' as chosen and as rejected: its margin is always 0. Change one."
                            .formatted(prompt, chosen));
        }
    }
}
