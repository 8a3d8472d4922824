package dev.sonde.probe;

import java.util.List;

/**
 * The value of each prompt and nothing else.
 *
 * @param perPrompt in the order of the spec
 */
public record PromptEvidence(List<PromptValue> perPrompt) implements Evidence {

    /** Copies {@code perPrompt}. */
    public PromptEvidence {
        perPrompt = List.copyOf(perPrompt);
    }
}
