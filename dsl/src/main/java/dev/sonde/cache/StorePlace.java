package dev.sonde.cache;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where answers are kept when nobody says: the folder that the system property {@code sonde.cache} or the environment
 * variable {@code SONDE_CACHE} names ({@code off} for none), or else {@code sonde} in the user's cache folder: {@code
 * $XDG_CACHE_HOME}, or {@code ~/.cache}.
 */
public final class StorePlace {
    /** Instead of a folder: keep answers in memory only. */
    public static final String OFF = "off";

    private static final Set<String> NONE = Set.of(OFF, "none", "false", "0");

    private StorePlace() {}

    /** The folder that the surroundings ask for; empty if they ask for none. */
    public static Optional<Path> standard() {
        return standard(System.getenv(), System.getProperty("sonde.cache", ""), System.getProperty("user.home", ""));
    }

    static Optional<Path> standard(Map<String, String> environment, String property, String home) {
        String named = property.isBlank() ? environment.getOrDefault("SONDE_CACHE", "") : property;
        if (!named.isBlank()) {
            return named(named, home);
        }
        Path xdg = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        if (xdg.isAbsolute()) { // the specification has a relative one ignored
            return Optional.of(xdg.resolve("sonde"));
        }
        return home.isBlank() ? Optional.empty() : Optional.of(Path.of(home, ".cache", "sonde"));
    }

    /** The folder that {@code text} names, or none: {@link #OFF}. */
    public static Optional<Path> named(String text) {
        return named(text, System.getProperty("user.home", ""));
    }

    private static Optional<Path> named(String text, String home) {
        if (NONE.contains(text.strip().toLowerCase(java.util.Locale.ROOT))) {
            return Optional.empty();
        }
        return Optional.of(text.startsWith("~/") ? Path.of(home, text.substring(2)) : Path.of(text));
    }
}
