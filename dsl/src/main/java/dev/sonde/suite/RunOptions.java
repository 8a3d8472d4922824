package dev.sonde.suite;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a suite is run.
 *
 * @param listener hears the progress
 * @param trace where every use of an evaluation is written, one JSON object a line; empty: only the analysis is kept
 */
public record RunOptions(RunListener listener, Optional<Path> trace) {

    /** Silent, without a trace file. */
    public static final RunOptions DEFAULT = new RunOptions(RunListener.NONE, Optional.empty());

    /** The same options with another listener. */
    public RunOptions withListener(RunListener other) {
        return new RunOptions(other, trace);
    }

    /** The same options with a trace file. */
    public RunOptions withTrace(Path file) {
        return new RunOptions(listener, Optional.of(file));
    }
}
