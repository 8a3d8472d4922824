package dev.sonde.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each sort of problem of a store once; none of them stops a run. */
final class StoreWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(DiskStore.class);

    private final Path store;
    private final Consumer<String> warn;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    StoreWarnings(Path store, Consumer<String> warn) {
        this.store = store;
        this.warn = warn;
    }

    static void log(String message) {
        LOG.warn(message);
    }

    void damaged(Path file) {
        once(
                "damaged",
                "The store %s holds a damaged answer (%s); it was removed and is computed again. "
                                .formatted(store, file.getFileName())
                        + "'sonde cache verify' looks for others.");
    }

    void unreadable(Path file, IOException why) {
        once(
                "unreadable",
                "The store %s cannot be read (%s: %s); the answers are computed. Give another folder with --cache or SONDE_CACHE."
                        .formatted(store, file.getFileName(), why.getMessage()));
    }

    void unwritable(IOException why) {
        once(
                "unwritable",
                "The store %s cannot be written (%s); this run goes on and keeps nothing more. ".formatted(store, why)
                        + "Make room or give another folder with --cache or SONDE_CACHE.");
    }

    private void once(String sort, String message) {
        if (told.add(sort)) {
            warn.accept(message);
        }
    }
}
