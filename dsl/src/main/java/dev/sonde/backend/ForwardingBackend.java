package dev.sonde.backend;

import dev.sonde.chat.ChatTemplate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A backend around another: what it does not change, the other one answers. */
public abstract class ForwardingBackend implements ScoringBackend {
    private final ScoringBackend inner;

    /** Decorates {@code inner}. */
    protected ForwardingBackend(ScoringBackend inner) {
        this.inner = inner;
    }

    /** The decorated backend. */
    protected final ScoringBackend inner() {
        return inner;
    }

    @Override
    public Set<Capability> capabilities() {
        return inner.capabilities();
    }

    @Override
    public ModelCard card() {
        return inner.card();
    }

    @Override
    public String tokenText(int tokenId) {
        return inner.tokenText(tokenId);
    }

    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return inner.chatTemplate();
    }

    @Override
    public TokenAudit audit(Operation<?> operation) {
        return inner.audit(operation);
    }

    @Override
    public AdapterReport adapterReport() {
        return inner.adapterReport();
    }

    @Override
    public List<String> adaptedModules() {
        return inner.adaptedModules();
    }

    /** Closes the decorated backend. */
    @Override
    public void close() {
        inner.close();
    }
}
