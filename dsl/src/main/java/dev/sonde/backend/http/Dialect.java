package dev.sonde.backend.http;

import java.util.Locale;
import java.util.Optional;

/** How much of the completion format a server speaks. */
enum Dialect {
    /** vLLM: token ids on request ({@code return_tokens_as_token_ids}), no generation for an echo, all samplers. */
    VLLM,
    /** What OpenAI's completion format has, and nothing else: tokens are told by their text. */
    OPENAI;

    /** The dialect of a suite file; empty for {@code auto}. */
    static Optional<Dialect> named(String text) {
        if (text.equals("auto")) {
            return Optional.empty();
        }
        for (Dialect dialect : values()) {
            if (dialect.id().equals(text)) {
                return Optional.of(dialect);
            }
        }
        throw HttpErrors.badOption("dialect", text, "auto, vllm or openai");
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
