package dev.sonde.backend;

import dev.sonde.chat.ChatTemplate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A backend that is known by its card and loaded when something has to be computed: a suite whose answers are all kept
 * does not load the weights.
 */
public final class DeferredBackend implements ScoringBackend {
    private final Outline outline;
    private @Nullable ScoringBackend loaded;
    private boolean closed;

    /** What is known of a model without its weights. */
    public interface Outline extends TokenSight, AutoCloseable {
        /** See {@link ScoringBackend#card()}. */
        ModelCard card();

        /** See {@link ScoringBackend#capabilities()}. */
        Set<Capability> capabilities();

        /** See {@link ScoringBackend#tokenText(int)}. */
        IntFunction<String> tokenTexts();

        /** See {@link ScoringBackend#adaptedModules()}. */
        default List<String> adaptedModules() {
            return List.of();
        }

        /**
         * Loads the model; called at most once.
         *
         * @throws BackendException if it cannot be used
         */
        ScoringBackend load();

        /** Releases what the outline holds; what it loaded is closed apart. */
        @Override
        void close();
    }

    /** A backend that is not loaded yet. */
    public DeferredBackend(Outline outline) {
        this.outline = outline;
    }

    /** Whether the model is loaded. */
    public boolean isLoaded() {
        return loaded != null;
    }

    /**
     * Loads the model now, if it is not.
     *
     * @throws BackendException if it cannot be used
     */
    public ScoringBackend load() {
        if (closed) {
            throw new IllegalStateException("The model '" + outline.card().name() + "' is closed");
        }
        ScoringBackend backend = loaded;
        if (backend == null) {
            backend = outline.load();
            loaded = backend;
        }
        return backend;
    }

    @Override
    public List<Outcome> evaluate(List<? extends Evaluation<?>> evaluations) {
        return evaluations.isEmpty() ? List.of() : load().evaluate(evaluations);
    }

    @Override
    public List<Outcome> evaluate(List<? extends Evaluation<?>> evaluations, BiConsumer<Evaluation<?>, Outcome> early) {
        return evaluations.isEmpty() ? List.of() : load().evaluate(evaluations, early);
    }

    @Override
    public Set<Capability> capabilities() {
        return outline.capabilities();
    }

    @Override
    public ModelCard card() {
        return outline.card();
    }

    @Override
    public String tokenText(int tokenId) {
        return loaded == null ? outline.tokenTexts().apply(tokenId) : loaded.tokenText(tokenId);
    }

    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return outline.chatTemplate();
    }

    @Override
    public TokenAudit audit(Operation<?> operation) {
        return outline.audit(operation);
    }

    @Override
    public List<String> adaptedModules() {
        return outline.adaptedModules();
    }

    /** Compares with the base weights, so it loads the model. */
    @Override
    public AdapterReport adapterReport() {
        return load().adapterReport();
    }

    /** Shares the base weights, so it loads them. */
    @Override
    public ScoringBackend withAdapter(ModelSource source) {
        return load().withAdapter(source);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            outline.close();
            if (loaded != null) {
                loaded.close();
            }
        }
    }
}
