package dev.sonde.suite.autogen;

import dev.sonde.backend.ModelSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a starter suite is made.
 *
 * @param model what the suite's file names; empty: nothing, and the model is given to the run
 * @param directory where the file is to stand: paths in it are relative to this
 * @param seed of the suite, and of the choice of prompts
 * @param chat whether prompts are what a user says, in the model's own chat template; else questions stand between {@code
 *     Question:} and {@code Answer:}
 * @param heldOut ids or headings of sections that the adapter was not trained on: they are the controls, and are asked
 *     nothing else
 */
public record AutogenSettings(
        Optional<ModelSource> model, Path directory, long seed, boolean chat, List<String> heldOut) {

    /** For a notebook: no model, seed 0, plain texts, everything trained on. */
    public static final AutogenSettings DEFAULT =
            new AutogenSettings(Optional.empty(), Path.of(""), 0, false, List.of());

    /** Copies {@code heldOut}. */
    public AutogenSettings {
        heldOut = List.copyOf(heldOut);
    }
}
