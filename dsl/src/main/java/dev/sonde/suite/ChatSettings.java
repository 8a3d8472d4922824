package dev.sonde.suite;

import java.util.Optional;

/**
 * The prompts of a suite are what a user says to the model.
 *
 * @param system what the model is told before; empty for whatever its template says by itself
 */
public record ChatSettings(Optional<String> system) {
    /** Nothing but the prompt. */
    public static final ChatSettings PLAIN = new ChatSettings(Optional.empty());

    /** With a system message. */
    public static ChatSettings withSystem(String system) {
        return new ChatSettings(Optional.of(system));
    }
}
