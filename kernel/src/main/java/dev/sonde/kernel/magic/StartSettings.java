package dev.sonde.kernel.magic;

import dev.sonde.kernel.session.CellOutcome;
import dev.sonde.kernel.session.RunningCell;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.regex.Pattern;

/**
 * What the environment asks of a session: {@code SONDE_CLASSPATH}, {@code SONDE_STARTUP}, {@code SONDE_TIMEOUT} and
 * {@code SONDE_LOG}. What is wrong with it is told below the first cell; the session starts all the same.
 */
final class StartSettings {

    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private final Map<String, String> environment;
    private final List<String> complaints = new ArrayList<>();
    private boolean begun;

    StartSettings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Does what does not need a cell. */
    void apply(MagicState state) {
        Optional<String> timeout = value("SONDE_TIMEOUT");
        trying("SONDE_TIMEOUT", () -> timeout.map(TimeLimit::of)
                .ifPresent(limit -> state.session().limitCells(Optional.of(limit))));
        trying("SONDE_LOG", () -> value("SONDE_LOG").map(StartSettings::level).ifPresent(level -> state.log()
                .setLevelOf("", level)));
        for (String entry : entries("SONDE_CLASSPATH")) {
            trying("SONDE_CLASSPATH", () -> state.libraries().add(ClasspathMagic.files(entry)));
        }
    }

    /** Before the first cell: tells what was wrong, and runs the scripts, each of them also when another fails. */
    void begin(RunningCell cell) {
        if (begun) {
            return;
        }
        begun = true;
        for (String script : entries("SONDE_STARTUP")) {
            trying("SONDE_STARTUP", () -> run(cell, script));
        }
        complaints.forEach(System.err::println);
        complaints.clear();
    }

    private void run(RunningCell cell, String script) {
        Path file = MagicFiles.of(script);
        try {
            CellOutcome outcome = cell.nested(Files.readString(file), String.valueOf(file.getFileName()));
            if (outcome instanceof CellOutcome.Failed failed) {
                complaints.add(
                        "SONDE_STARTUP: %s failed; the session goes on without the rest of it.".formatted(script));
                complaints.addAll(failed.error().traceback());
            }
        } catch (IOException e) {
            throw new MagicException("cannot read '%s' (%s).".formatted(script, e), e);
        }
    }

    private void trying(String name, Runnable work) {
        try {
            work.run();
        } catch (MagicException wrong) {
            complaints.add(name + ": " + wrong.getMessage());
        }
    }

    private static Level level(String name) {
        return LogMagic.level(name)
                .orElseThrow(() -> new MagicException(
                        "There is no level '%s'. Levels are off, error, warning, info, debug and trace."
                                .formatted(name)));
    }

    private List<String> entries(String name) {
        return value(name).stream()
                .flatMap(SEPARATOR::splitAsStream)
                .filter(entry -> !entry.isBlank())
                .toList();
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
