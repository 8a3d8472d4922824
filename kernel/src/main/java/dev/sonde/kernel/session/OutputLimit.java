package dev.sonde.kernel.session;

import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How much text one cell may print; a notebook with more than that cannot be opened any more.
 *
 * @param characters UTF-16 units, both streams together; what is displayed does not count
 */
record OutputLimit(long characters) {

    /** The environment variable that sets it: a number of characters, or {@code off}. */
    static final String VARIABLE = "SONDE_OUTPUT_LIMIT";

    static final OutputLimit DEFAULT = new OutputLimit(10_000_000);

    private static final Logger LOGGER = Logger.getLogger(OutputLimit.class.getName());

    /** Reads the variable; the default where it is not set or makes no sense. */
    static OutputLimit of(@Nullable String setting) {
        String text = setting == null ? "" : setting.strip().replace("_", "").toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return DEFAULT;
        }
        if (text.equals("off")) {
            return new OutputLimit(Long.MAX_VALUE);
        }
        if (text.matches("[1-9]\\d{0,17}")) {
            return new OutputLimit(Long.parseLong(text));
        }
        LOGGER.log(Level.WARNING, "{0}={1} is neither a number of characters nor off; the limit is {2}", new Object[] {
            VARIABLE, setting, Long.toString(DEFAULT.characters)
        });
        return DEFAULT;
    }

    /** What a cell says in place of the text that it may not print. */
    String notice() {
        return String.format(
                Locale.ROOT,
                "\nThis cell has printed %,d characters; the rest of its text is left out. Set %s to another number, or"
                        + " to off, and restart the kernel.\n",
                characters,
                VARIABLE);
    }
}
