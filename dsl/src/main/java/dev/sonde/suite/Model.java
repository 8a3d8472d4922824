package dev.sonde.suite;

import dev.sonde.backend.BackendProvider;
import dev.sonde.backend.DeferredBackend;
import dev.sonde.backend.FileHashes;
import dev.sonde.backend.ModelCard;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.Operation;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.TokenAudit;
import dev.sonde.cache.DiskStore;
import dev.sonde.cache.EvaluationStore;
import dev.sonde.cache.MemoryStore;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A loaded model with the answers it has given: a second run of a suite finds those of the first.
 *
 * <p>Safe for use by one thread at a time.
 */
public final class Model implements AutoCloseable {
    private final ScoringBackend backend;
    private final EvaluationStore store;
    private final Optional<ModelSource> source;

    private Model(ScoringBackend backend, EvaluationStore store, Optional<ModelSource> source) {
        this.backend = backend;
        this.store = store;
        this.source = source;
    }

    /** A model that answers through {@code backend} and remembers in memory. */
    public static Model of(ScoringBackend backend) {
        return of(backend, new MemoryStore());
    }

    /** A model that answers through {@code backend} and remembers in {@code store}. */
    public static Model of(ScoringBackend backend, EvaluationStore store) {
        return new Model(backend, store, Optional.empty());
    }

    /** No model: for suites whose probes look at files only, see {@link Suite#needsModel()}. */
    public static Model none() {
        return of(new NoBackend());
    }

    /**
     * Loads a model.
     *
     * @throws dev.sonde.backend.BackendException if it cannot be used
     */
    public static Model load(ModelSource source) {
        return new Model(BackendProvider.load(source), new MemoryStore(), Optional.of(source));
    }

    /**
     * The same base model with another adapter: the base weights are loaded once and shared, and so are the answers of
     * the store, which tells models apart by the content of their files. Each model is closed by itself, in any order.
     *
     * @param adapter a PEFT folder, relative to where this model's own paths are; for the demo model a name
     * @throws dev.sonde.backend.BackendException if the adapter does not fit the base, or the backend holds no weights
     */
    public Model withAdapter(String adapter) {
        ModelSource other = source.orElseGet(() -> ModelSource.huggingFace(Path.of(""), Optional.empty()))
                .withAdapter(adapter);
        return new Model(backend.withAdapter(other), store, source.map(own -> other));
    }

    /**
     * Opens a model whose answers are kept in {@code store}. The weights of one that the store knows are loaded when
     * something has to be computed: never, if all answers are there.
     *
     * @throws dev.sonde.backend.BackendException if it cannot be used
     */
    public static Model load(ModelSource source, EvaluationStore store) {
        FileHashes hashes = store instanceof DiskStore disk ? disk.hashes() : FileHashes.inMemory();
        ScoringBackend backend = BackendProvider.defer(source, hashes);
        try {
            if (backend instanceof DeferredBackend deferred && !store.knows(backend.card())) {
                deferred.load();
                store.remember(backend.card());
            }
            return new Model(backend, store, Optional.of(source));
        } catch (RuntimeException unusable) {
            backend.close();
            throw unusable;
        }
    }

    /** Where it was loaded from; empty for a backend that was handed over. */
    public Optional<ModelSource> source() {
        return source;
    }

    /** The folder of its adapter; empty where there is none, or it was not read from a folder. */
    Optional<Path> adapterFolder() {
        return source.filter(from -> from.kind().equals("hf")).flatMap(ModelSource::adapterPath);
    }

    /** Which model this is, by content. */
    public ModelCard card() {
        return backend.card();
    }

    /** Does the adapter do anything at all? See {@link AdapterCheck}. Three forward passes. */
    public AdapterCheck adapterReport() {
        return adapterReport(AdapterCheck.DEFAULT_PROMPT);
    }

    /** {@link #adapterReport()} with the output compared after another prompt. */
    public AdapterCheck adapterReport(String prompt) {
        return AdapterCheck.of(this, prompt);
    }

    /**
     * A chat with the model, to see what its own template makes of it: {@code model.chat().user("Hi").prompt()}.
     *
     * @throws dev.sonde.backend.BackendException if the model has no chat template
     */
    public Chat chat() {
        return Chat.with(backend);
    }

    /**
     * Which ids the model reads for a plain text, and which of them a rolling score covers.
     *
     * @throws dev.sonde.backend.BackendException if the backend cannot tell
     */
    public TokenAudit tokens(String text) {
        return backend.audit(new Operation.RollingLogProb(text));
    }

    /**
     * Which ids the model reads for a prompt and its completion, which of them are scored, and whether a token reaches
     * over the boundary.
     *
     * @throws dev.sonde.backend.BackendException if the backend cannot tell
     */
    public TokenAudit tokens(String prompt, String completion) {
        return backend.audit(new Operation.CompletionLogProb(prompt, completion));
    }

    /** What answers; neither cached nor traced. */
    public ScoringBackend backend() {
        return backend;
    }

    /** The answers so far. */
    public EvaluationStore store() {
        return store;
    }

    /** Releases the model. Idempotent. */
    @Override
    public void close() {
        backend.close();
    }
}
