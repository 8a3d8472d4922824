package dev.sonde.backend;

import dev.sonde.chat.ChatTemplate;
import java.util.Optional;

/** What a backend can show of how texts become tokens; nothing is computed through the model for it. */
public interface TokenSight {

    /**
     * The model's own chat template; empty if it has none, or if the backend cannot know.
     *
     * @throws BackendException if it has one that cannot be read
     */
    default Optional<ChatTemplate> chatTemplate() {
        return Optional.empty();
    }

    /**
     * Which ids an operation puts through the model, and which of them it scores. Also where nothing can be scored.
     *
     * @throws BackendException if the backend cannot tell
     */
    default TokenAudit audit(Operation<?> operation) {
        throw BackendErrors.tokensUnseen();
    }
}
