package dev.sonde.backend.djl;

import dev.sonde.backend.Capability;
import dev.sonde.backend.DeferredBackend;
import dev.sonde.backend.FileHashes;
import dev.sonde.backend.ModelCard;
import dev.sonde.backend.Operation;
import dev.sonde.backend.ScoringBackend;
import dev.sonde.backend.TokenAudit;
import dev.sonde.chat.ChatTemplate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A local model without its weights; the tokenizer is opened only if a token has to be shown. */
final class DjlOutline implements DeferredBackend.Outline {

    private final ModelFiles files;
    private final String device;
    private final Supplier<ModelCard> current;
    private final Once<ModelCard> card;
    private @Nullable TextTokenizer tokenizer;

    DjlOutline(ModelFiles files, String device, FileHashes hashes) {
        this.files = files;
        this.device = device;
        current = () -> ModelCards.of(
                files.folder(), files.architecture(), files.adapter(), TorchEngine.kindOf(device), hashes);
        card = new Once<>(current);
    }

    @Override
    public ModelCard card() {
        return card.get();
    }

    @Override
    public Set<Capability> capabilities() {
        return DjlBackend.capabilities(files.adapter().isPresent());
    }

    @Override
    public IntFunction<String> tokenTexts() {
        TextTokenizer opened = tokenizer();
        return id -> opened.decode(new int[] {id}, false);
    }

    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return ChatTemplates.in(files.folder().directory());
    }

    @Override
    public TokenAudit audit(Operation<?> operation) {
        return TokenAudits.of(operation, tokenizer());
    }

    @Override
    public List<String> adaptedModules() {
        return files.adapter().map(Adapter::moduleNames).orElse(List.of());
    }

    private TextTokenizer tokenizer() {
        TextTokenizer own = tokenizer;
        if (own == null) {
            own = TextTokenizer.open(
                    files.folder().tokenizerFile(), files.architecture().vocabularySize());
            tokenizer = own;
        }
        return own;
    }

    @Override
    public ScoringBackend load() {
        if (!current.get().equals(card.get())) { // its answers would be kept under the name of other weights
            throw ModelFileErrors.changed(files.folder().directory());
        }
        return DjlBackend.load(files, device, DjlBackend.packed());
    }

    @Override
    public void close() {
        if (tokenizer != null) {
            tokenizer.close();
        }
    }
}
