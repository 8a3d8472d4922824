package dev.sonde.suite;

import java.util.concurrent.CancellationException;

/** Tells a failure of code from the wish that the run ends. */
final class Stops {
    private Stops() {}

    /** Whether somebody interrupted what threw this: it, or one of its causes, is an interruption or a cancellation. */
    static boolean means(Throwable failure) {
        int depth = 0;
        for (Throwable at = failure; at != null && depth < 100; at = at.getCause()) {
            if (at instanceof CancellationException || at instanceof InterruptedException) {
                return true;
            }
            depth++; // causes may form a ring
        }
        return false;
    }
}
