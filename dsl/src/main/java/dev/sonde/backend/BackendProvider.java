package dev.sonde.backend;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Opens models of certain kinds. Found through {@link ServiceLoader}.
 */
public interface BackendProvider {

    /** The kinds of {@link ModelSource} that this provider opens. */
    List<String> kinds();

    /**
     * Loads the model.
     *
     * @throws BackendException if it cannot be used; nothing has been computed then
     */
    ScoringBackend open(ModelSource source);

    /** The keys of {@link ModelSource#options()} that it knows; none by default. */
    default List<String> options() {
        return List.of();
    }

    /**
     * Looks at a description without opening anything, so that a suite file is refused before it runs.
     *
     * @throws BackendException naming the option that is missing or wrong
     */
    default void check(ModelSource source) {}

    /**
     * Like {@link #open}, but a provider that can tell the model's card without its weights gives a {@link
     * DeferredBackend}, which loads them when something has to be computed.
     *
     * @param hashes of the model's files
     * @throws BackendException if it is seen without the weights that the model cannot be used
     */
    default ScoringBackend openDeferred(ModelSource source, FileHashes hashes) {
        return open(source);
    }

    /** The kinds of models that can be opened here, sorted. */
    static List<String> knownKinds() {
        return ServiceLoader.load(BackendProvider.class, BackendProvider.class.getClassLoader()).stream()
                .flatMap(provider -> provider.get().kinds().stream())
                .sorted()
                .toList();
    }

    /**
     * Loads a model through the provider of its kind.
     *
     * @throws BackendException if no provider knows the kind, or the model cannot be used
     */
    static ScoringBackend load(ModelSource source) {
        return checked(source).open(source);
    }

    /**
     * Opens a model through the provider of its kind and puts off loading its weights where that can be done; see
     * {@link #openDeferred}.
     *
     * @throws BackendException if no provider knows the kind, or it is seen that the model cannot be used
     */
    static ScoringBackend defer(ModelSource source, FileHashes hashes) {
        return checked(source).openDeferred(source, hashes);
    }

    private static BackendProvider checked(ModelSource source) {
        BackendProvider provider = of(source);
        for (String key : source.options().keySet()) {
            if (!provider.options().contains(key)) {
                throw new BackendException(
                        "unknown-option",
                        "Models of kind '%s' have no option '%s'. Known options: %s."
                                .formatted(source.kind(), key, provider.options()));
            }
        }
        return provider;
    }

    /** The provider of a kind; empty if there is none. */
    static Optional<BackendProvider> ofKind(String kind) {
        return ServiceLoader.load(BackendProvider.class, BackendProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.kinds().contains(kind))
                .findFirst();
    }

    private static BackendProvider of(ModelSource source) {
        return ofKind(source.kind())
                .orElseThrow(() -> new BackendException(
                        "unknown-backend",
                        "No backend opens models of kind '%s'. Known kinds: %s."
                                .formatted(source.kind(), knownKinds())));
    }
}
