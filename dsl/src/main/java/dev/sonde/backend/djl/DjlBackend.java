package dev.sonde.backend.djl;

import ai.djl.Device;
import dev.sonde.backend.AdapterReport;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.Capability;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.ModelCard;
import dev.sonde.backend.ModelSource;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.TokenAudit;
import dev.sonde.chat.ChatTemplate;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * A local model with, perhaps, an adapter.
 *
 * <p>This class opens, shares and closes what the answers need; {@link Answering} tells the life of a request.
 */
public final class DjlBackend implements ScoringBackend {

    private final DjlModel model;
    private final Optional<AdaptationSource> source;
    private final Views views;
    private final Supplier<ModelCard> card;
    private boolean closed;

    private DjlBackend(DjlModel model, Optional<AdaptationSource> source, Device device) {
        this.model = model;
        this.source = source;
        views = new Views(source);
        card = new Once<>(() -> ModelCards.of(model, source.map(AdaptationSource::adapter), device));
    }

    /**
     * Loads a model.
     *
     * @param base a Hugging Face folder
     * @param adapter a PEFT folder
     * @param device auto, cpu or cuda
     * @throws BackendException if anything is wrong with them; nothing has been computed then
     */
    public static DjlBackend open(Path base, Optional<Path> adapter, String device) {
        return open(base, adapter, device, packed());
    }

    /** Whether the op pack computes, or its composed twin. */
    public static boolean packed() {
        return !"false".equals(System.getProperty("sonde.oppack"));
    }

    /**
     * Loads a model for one of the two implementations of the kernels.
     *
     * @param packed whether the op pack computes, or its twin composed of the engine's own operations
     * @throws BackendException as {@link #open(Path, Optional, String)}
     */
    public static DjlBackend open(Path base, Optional<Path> adapter, String device, boolean packed) {
        return load(ModelFiles.open(base, adapter, "auto"), device, packed);
    }

    /**
     * Loads the demo model with one of its adapters, see {@link #open(Path, Optional, String, boolean)}.
     *
     * @throws BackendException if it has no such adapter
     */
    public static DjlBackend demo(String adapter, String device, boolean packed) {
        return open(DemoModel.base(), Optional.of(DemoModel.adapter(adapter)), device, packed);
    }

    /** Loads a model whose files were looked at. */
    static DjlBackend load(ModelFiles files, String device, boolean packed) {
        Device chosen = TorchEngine.device(device);
        ThreadChoice.of(1);
        DjlModel model = DjlModel.open(
                files.folder(), files.architecture(), chosen, packed, files.asStored() && !chosen.isGpu());
        try {
            return new DjlBackend(
                    model, files.adapter().map(own -> new AdaptationSource(own, model.weights(), chosen)), chosen);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    @Override
    public DjlBackend withAdapter(ModelSource other) {
        return other.adapter()
                .map(ignored -> DjlBackendProvider.adapter(other))
                .map(this::withAdapter)
                .orElseThrow(() -> new IllegalArgumentException("No adapter is named"));
    }

    /**
     * Another adapter on the same base weights.
     *
     * @param directory a PEFT folder
     * @throws BackendException if it does not fit the base model
     */
    public DjlBackend withAdapter(Path directory) {
        Adapter own = Adapter.open(directory, model.architecture());
        DjlModel shared = model.share();
        try {
            AdaptationSource weights = new AdaptationSource(own, shared.weights(), shared.device());
            return new DjlBackend(shared, Optional.of(weights), shared.device());
        } catch (RuntimeException e) {
            shared.close();
            throw e;
        }
    }

    @Override
    public List<Outcome> evaluate(List<? extends Evaluation<?>> evaluations) {
        return evaluate(evaluations, (evaluation, outcome) -> {});
    }

    /** Tells {@code early} after each batch. */
    @Override
    public List<Outcome> evaluate(List<? extends Evaluation<?>> evaluations, BiConsumer<Evaluation<?>, Outcome> early) {
        return new Answering(model, views, early).answer(evaluations);
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities(source.isPresent());
    }

    static Set<Capability> capabilities(boolean withAdapter) {
        return withAdapter
                ? EnumSet.of(
                        Capability.FINE_TUNED,
                        Capability.SCALED,
                        Capability.NULL_ADAPTER,
                        Capability.PARTIAL,
                        Capability.MERGED,
                        Capability.REPEATED,
                        Capability.GENERATE,
                        Capability.FULL_DISTRIBUTION,
                        Capability.EMBED)
                : EnumSet.of(Capability.REPEATED, Capability.GENERATE, Capability.FULL_DISTRIBUTION, Capability.EMBED);
    }

    @Override
    public ModelCard card() {
        return card.get();
    }

    @Override
    public String tokenText(int tokenId) {
        return model.tokenizer().decode(new int[] {tokenId}, false);
    }

    /** For tests: the weights behind the views. */
    Views views() {
        return views;
    }

    TextTokenizer tokenizer() {
        return model.tokenizer();
    }

    DjlModel model() {
        return model;
    }

    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return ChatTemplates.in(model.folder().directory());
    }

    @Override
    public TokenAudit audit(Operation<?> operation) {
        return TokenAudits.of(operation, model.tokenizer());
    }

    @Override
    public AdapterReport adapterReport() {
        return source.map(own -> AdapterReports.of(own, model)).orElseGet(AdapterReport::none);
    }

    @Override
    public List<String> adaptedModules() {
        return source.map(own -> own.adapter().moduleNames()).orElse(List.of());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            views.close();
            model.close();
        }
    }
}
