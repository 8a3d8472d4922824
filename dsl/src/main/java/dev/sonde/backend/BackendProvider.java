package dev.sonde.backend;

import java.util.List;
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
        var providers = ServiceLoader.load(BackendProvider.class, BackendProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return providers.stream()
                .filter(provider -> provider.kinds().contains(source.kind()))
                .findFirst()
                .orElseThrow(() -> new BackendException(
                        "unknown-backend",
                        "No backend opens models of kind '%s'. Known kinds: %s."
                                .formatted(
                                        source.kind(),
                                        providers.stream()
                                                .flatMap(provider -> provider.kinds().stream())
                                                .sorted()
                                                .toList())))
                .open(source);
    }
}
