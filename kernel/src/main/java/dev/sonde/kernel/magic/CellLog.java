package dev.sonde.kernel.magic;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** Shows what libraries log below the running cell, from the level on that the user asked for. */
final class CellLog extends Handler {

    // the JDK forgets loggers, and so their levels, that nobody holds
    private final Map<String, Logger> held = new ConcurrentHashMap<>();
    private boolean installed;

    CellLog() {
        setFormatter(new SimpleFormatter());
        setLevel(Level.ALL);
    }

    /** The level of a logger; null where it takes that of the one above it. */
    @Nullable
    Level level(String logger) {
        return Logger.getLogger(logger).getLevel();
    }

    /** Shows a logger's messages of this level and above; the empty name is all loggers. */
    void show(String logger, Level level) {
        setLevelOf(logger, level);
        if (!installed) {
            replaceConsole(Logger.getLogger(""));
            installed = true;
        }
    }

    /** Lets a logger's messages of this level and above into the log, wherever that is. */
    void setLevelOf(String logger, Level level) {
        held.computeIfAbsent(logger, Logger::getLogger).setLevel(level);
    }

    // a line in the terminal as well would be one too many
    private void replaceConsole(Logger root) {
        for (Handler handler : root.getHandlers()) {
            if (handler instanceof ConsoleHandler) {
                root.removeHandler(handler);
            }
        }
        root.addHandler(this);
    }

    @Override
    public void publish(LogRecord message) {
        if (isLoggable(message)) {
            String error = message.getThrown() == null ? "" : " (" + message.getThrown() + ")";
            System.err.printf(
                    "%-7s %s: %s%s%n",
                    message.getLevel().getName(),
                    message.getLoggerName(),
                    getFormatter().formatMessage(message),
                    error);
        }
    }

    @Override
    public void flush() {}

    /** No longer shows anything. */
    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
