package dev.sonde.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.BackendException;

/** The texts of tokens, for people; vLLM is asked for one that no reply has told. */
final class TokenTexts {
    private final Transport transport;
    private final Questions questions;
    private final TokenNames names;
    private final String model;
    private volatile boolean silent;

    TokenTexts(Transport transport, Questions questions, TokenNames names, String model) {
        this.transport = transport;
        this.questions = questions;
        this.names = names;
        this.model = model;
    }

    /** The token's text, or its number where the server does not tell. */
    String of(int tokenId) {
        return names.text(tokenId).orElseGet(() -> names.learn(tokenId, asked(tokenId)));
    }

    private String asked(int tokenId) {
        String number = "token " + tokenId;
        if (silent || questions.dialect() != Dialect.VLLM) {
            return number;
        }
        try {
            JsonNode text = transport
                    .post("/completions", questions.text(model, tokenId))
                    .path("choices")
                    .path(0)
                    .path("text");
            return text.isTextual() && !text.textValue().isEmpty() ? text.textValue() : number;
        } catch (BackendException refused) { // a name is no number: nothing fails for want of it
            silent = true;
            return number;
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            return number;
        }
    }
}
