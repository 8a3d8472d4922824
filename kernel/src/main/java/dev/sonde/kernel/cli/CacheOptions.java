package dev.sonde.kernel.cli;

import dev.sonde.backend.ModelSource;
import dev.sonde.cache.EvaluationStore;
import dev.sonde.cache.StorePlace;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a run keeps its answers. */
final class CacheOptions {

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "Keep answers here (default: $SONDE_CACHE, or sonde in your cache folder; 'off' for nowhere).")
    private @Nullable String cache;

    @Option(names = "--no-cache", description = "Neither keep answers on disk nor use them.")
    private boolean noCache;

    /**
     * What the command line says, as {@link StorePlace#named} reads it.
     *
     * @throws UsageException if it says two things
     */
    Optional<String> named() {
        if (noCache && cache != null) {
            throw new UsageException("--cache and --no-cache contradict each other. Give one of them.");
        }
        return noCache ? Optional.of(StorePlace.OFF) : Optional.ofNullable(cache);
    }

    /** For the cells of a notebook, which ask for the standard place. */
    void announce() {
        named().ifPresent(place -> System.setProperty("sonde.cache", place));
    }

    /** The store for the answers of {@code source}; a file's model is on disk unless the command line says otherwise. */
    EvaluationStore store(ModelSource source, Consumer<String> warn) {
        return named().map(place -> StorePlace.store(StorePlace.named(place), warn))
                .orElseGet(() -> StorePlace.storeFor(source, warn));
    }
}
