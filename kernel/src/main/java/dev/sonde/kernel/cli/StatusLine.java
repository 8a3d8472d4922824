package dev.sonde.kernel.cli;

import java.io.PrintWriter;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * What is happening right now, for a person who waits: one line that is rewritten on a terminal, an occasional line in a
 * log.
 */
final class StatusLine {

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final int COLUMNS = 100;
    private static final long TERMINAL_PAUSE_NANOS = 100_000_000L;
    private static final long LOG_PAUSE_NANOS = 10_000_000_000L;

    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private long nextNanos;
    private boolean open;

    /**
     * A line on {@code err}.
     *
     * @param terminal whether a line can be rewritten there
     * @param nanoTime the clock
     */
    StatusLine(PrintWriter err, boolean terminal, LongSupplier nanoTime) {
        this.err = err;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.nextNanos = nanoTime.getAsLong() + (terminal ? 0 : LOG_PAUSE_NANOS);
    }

    /** A line on the process's standard error; the launcher knows whether that is a terminal. */
    static StatusLine on(PrintWriter err) {
        return new StatusLine(err, Boolean.getBoolean("sonde.terminal"), System::nanoTime);
    }

    /** Shows a passing state; too many in too short a time are dropped. */
    synchronized void show(String text) {
        if (nanoTime.getAsLong() < nextNanos) {
            return;
        }
        nextNanos = nanoTime.getAsLong() + (terminal ? TERMINAL_PAUSE_NANOS : LOG_PAUSE_NANOS);
        if (terminal) {
            err.print("\r\u001b[2K" + (text.length() > COLUMNS ? text.substring(0, COLUMNS - 1) + "…" : text));
            open = true;
        } else {
            err.println(text);
        }
        err.flush();
    }

    /** Shows a line that stays; its colours only on a terminal. */
    synchronized void println(String text) {
        clear();
        err.println(terminal ? text : COLOUR.matcher(text).replaceAll(""));
        err.flush();
    }

    /** Removes the passing state, so that something else can be printed. */
    synchronized void clear() {
        if (open) {
            err.print("\r\u001b[2K");
            err.flush();
            open = false;
        }
    }
}
