package dev.sonde.kernel.magic;

import dev.sonde.kernel.session.CellOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;

/** Chooses how much libraries may say. */
final class LogMagic {

    static final Magic MAGIC = new Magic(
            "log",
            Magic.Form.LINE,
            "[LEVEL [LOGGER]]",
            MagicTakes.WORDS,
            "Shows what libraries log below the cells: off, error, warning, info, debug or trace.",
            """
            A logger's name narrows it: %log debug ai.djl. Without a level it says the present one.
            SONDE_LOG in the kernel's environment sets the level from the start.""",
            List.of(),
            LogMagic::run);

    private static final Map<String, Level> LEVELS = new TreeMap<>(Map.of(
            "off", Level.OFF,
            "error", Level.SEVERE,
            "warning", Level.WARNING,
            "info", Level.INFO,
            "debug", Level.FINE,
            "trace", Level.ALL));

    private LogMagic() {}

    private static CellOutcome run(MagicCall call) {
        List<String> words = call.words();
        if (words.size() > 2) {
            throw new MagicException("%log takes a level and a logger at most.");
        }
        if (words.isEmpty()) {
            Level level = call.state().log().level("");
            System.out.println("The log is at '%s'.".formatted(name(level == null ? Level.INFO : level)));
        } else {
            Level level = level(words.get(0))
                    .orElseThrow(() -> new MagicException(
                            "There is no level '%s'. Levels are off, error, warning, info, debug and trace."
                                    .formatted(words.get(0))));
            call.state().log().show(words.size() == 2 ? words.get(1) : "", level);
        }
        return call.done();
    }

    /** The level of this name; empty if there is none. */
    static Optional<Level> level(String name) {
        return Optional.ofNullable(LEVELS.get(name.toLowerCase(Locale.ROOT)));
    }

    private static String name(Level level) {
        return LEVELS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(level))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(level.getName());
    }
}
