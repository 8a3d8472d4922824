package dev.sonde.kernel.magic;

import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.RunningCell;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A magic about to run.
 *
 * @param magic which
 * @param text where it stands
 * @param options those given, all of them known to the magic
 * @param words the other words behind the name, without their quotes; empty when the magic takes Kotlin
 * @param cell the running cell
 * @param state what the magics of a session remember
 */
public record MagicCall(
        Magic magic, MagicText.Call text, Set<String> options, List<String> words, RunningCell cell, MagicState state) {

    /** Copies the collections. */
    public MagicCall {
        options = Set.copyOf(options);
        words = List.copyOf(words);
    }

    /** Whether an option was given. */
    boolean has(String option) {
        return options.contains(option);
    }

    /** The only word; empty if there is none. */
    Optional<String> word() {
        if (words.size() > 1) {
            throw new MagicException("%s takes one value, got %d: %s. Put a value with spaces in quotes."
                    .formatted(text.shownName(), words.size(), String.join(" ", words)));
        }
        return words.stream().findFirst();
    }

    /** The only word; an error if there is none. */
    String requiredWord() {
        return word().orElseThrow(() -> new MagicException(
                "%s needs a value: %s %s".formatted(text.shownName(), text.shownName(), magic.usage())));
    }

    /** Done, with nothing more to show. */
    CellOutcome done() {
        return new CellOutcome.Done(cell.number());
    }
}
