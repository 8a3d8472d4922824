package dev.sonde.score;

import java.util.List;

/**
 * Text that a model wrote after a prompt.
 *
 * @param tokenIds the new tokens only, in order; empty when the model ended at once. An end token is not among them.
 * @param text the new tokens decoded, special tokens left out
 * @param ending why it stopped
 */
public record Generation(List<Integer> tokenIds, String text, Ending ending) implements Score {

    /** Why a generation stopped. */
    public enum Ending {
        /** The model emitted an end token. */
        END_TOKEN,
        /** As many tokens as asked for, or the context is full. */
        LENGTH
    }

    /** Copies {@code tokenIds}. */
    public Generation {
        tokenIds = List.copyOf(tokenIds);
    }
}
