package dev.sonde.kernel.display;

import java.util.Locale;

/** How long something will still take, in the unit that a person would say it in. */
public final class TimeLeft {

    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    private TimeLeft() {}

    /** Such as {@code about 40 s left}, {@code about 12 min left} or {@code about 2.9 h left}. */
    public static String of(double seconds) {
        if (seconds <= 2 * MINUTE) {
            return "about %.0f s left".formatted(Math.ceil(seconds));
        }
        return seconds <= 2 * HOUR
                ? "about %.0f min left".formatted(Math.ceil(seconds / MINUTE))
                : String.format(Locale.ROOT, "about %.1f h left", seconds / HOUR);
    }
}
