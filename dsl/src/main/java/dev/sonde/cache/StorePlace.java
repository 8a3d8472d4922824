package dev.sonde.cache;

import dev.sonde.backend.ModelSource;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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

    /**
     * The store of a model for which none was given: on disk at the {@linkplain #standard() standard} place for weights
     * that are read from files, in memory for what costs nothing to ask (demo, dummy) and for a server, whose weights may
     * change under the same name.
     *
     * @param warn hears problems of the store, see {@link DiskStore#in(Path, long, Consumer)}
     */
    public static EvaluationStore storeFor(ModelSource source, Consumer<String> warn) {
        return source.kind().equals("hf") ? store(standard(), warn) : new MemoryStore();
    }

    /** A store in this folder, or in memory if there is none. */
    public static EvaluationStore store(Optional<Path> folder, Consumer<String> warn) {
        return folder.<EvaluationStore>map(place -> DiskStore.in(place, DiskStore.DEFAULT_LIMIT_BYTES, warn))
                .orElseGet(MemoryStore::new);
    }

    /** The folder that {@code text} names, or none: {@link #OFF}. */
    public static Optional<Path> named(String text) {
        return named(text, System.getProperty("user.home", ""));
    }

    private static Optional<Path> named(String text, String home) {
        if (NONE.contains(text.strip().toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return Optional.of(text.startsWith("~/") ? Path.of(home, text.substring(2)) : Path.of(text));
    }
}
