package dev.sonde.kernel.cli;

import dev.sonde.cache.DiskStore;
import java.util.Locale;

/** One line on where answers are kept. */
final class StoreLine {
    private static final double GIB = 1L << 30;
    private static final double MIB = 1L << 20;

    private StoreLine() {}

    /** The line, with how to do without. */
    static String of(DiskStore store) {
        return "Answers are kept in %s (at most %s); --no-cache keeps none."
                .formatted(store.directory(), size(store.limitBytes()));
    }

    /** A number of bytes for people. */
    static String size(long bytes) {
        return bytes >= GIB
                ? String.format(Locale.ROOT, "%.1f GiB", bytes / GIB)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / MIB);
    }
}
