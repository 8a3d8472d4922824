package dev.sonde.kernel.transport;

import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A thread that handles requests one after the other; requests of different lanes do not wait for each other. */
public enum Lane {
    /** Runs cells. */
    CELLS,
    /** Answers questions about code; they may wait while a cell compiles. */
    CODE,
    /** Answers at once, whatever else is going on: interrupt, shutdown, kernel info, history. */
    CONTROL;

    private static final long STACK_BYTES = 8L << 20;

    /** A fresh thread for this lane. */
    ExecutorService open() {
        return Executors.newSingleThreadExecutor(task -> {
            // cells recurse, and so does the compiler on long expressions
            var thread = new Thread(null, task, "jupyter-" + name().toLowerCase(Locale.ROOT), STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
    }
}
