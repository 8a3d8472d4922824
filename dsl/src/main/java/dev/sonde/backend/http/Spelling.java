package dev.sonde.backend.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Which part of a text each token of an echo spells, for servers that tell tokens by their text only.
 *
 * @param tokens as the server spells them
 * @param text that they spell
 * @param first the first token that spells part of it; 1 behind a begin token that is written out
 * @param end behind the last one; what follows was written by the model
 */
record Spelling(List<String> tokens, String text, int first, int end) {

    /**
     * Finds the text in an echo.
     *
     * @throws dev.sonde.backend.BackendException if the tokens spell something else
     */
    static Spelling of(Reply reply, String text) {
        for (int first = 0; first <= 1; first++) {
            Optional<Spelling> found = from(first, reply.tokens(), text);
            if (found.isPresent()) {
                reply.offsets().ifPresent(found.get()::check);
                return found.get();
            }
        }
        throw HttpErrors.badReply(
                "no-echo",
                ("The server's tokens spell %s instead of the text %s; it may not echo prompts, or may write tokens in a way "
                                + "that hides where they begin. Use vLLM with 'dialect: vllm'.")
                        .formatted(HttpErrors.quoted(String.join("", reply.tokens())), HttpErrors.quoted(text)));
    }

    private static Optional<Spelling> from(int first, List<String> tokens, String text) {
        int at = 0;
        int next = first;
        while (at < text.length() && next < tokens.size()) {
            String piece = piece(tokens, text, first, next);
            if (!text.startsWith(piece, at)) {
                return Optional.empty();
            }
            at += piece.length();
            next++;
        }
        return at == text.length() ? Optional.of(new Spelling(tokens, text, first, next)) : Optional.empty();
    }

    /** What a token spells; some tokenizers put a blank in front of a text that has none. */
    private static String piece(List<String> tokens, String text, int first, int index) {
        String token = tokens.get(index);
        return index == first && token.startsWith(" ") && !text.startsWith(" ") ? token.substring(1) : token;
    }

    /** How many tokens, with those before the text, spell its first {@code length} characters; empty inside a token. */
    Optional<Integer> tokensBefore(int length) {
        int at = 0;
        for (int index = first; index <= end; index++) {
            if (at == length) {
                return Optional.of(index);
            }
            at += index < end ? piece(tokens, text, first, index).length() : 0;
        }
        return Optional.empty();
    }

    /** Offsets may count code points, UTF-16 units or bytes, but they have to count something. */
    private void check(List<Integer> offsets) {
        if (!advance(offsets, token -> token.codePointCount(0, token.length()))
                && !advance(offsets, String::length)
                && !advance(offsets, token -> token.getBytes(StandardCharsets.UTF_8).length)) {
            throw HttpErrors.badReply(
                    "lying-offsets",
                    "'text_offset' %s does not fit the tokens %s."
                            .formatted(
                                    HttpErrors.shortened(offsets.toString()), HttpErrors.shortened(tokens.toString())));
        }
    }

    /** The first token of the text is left out: a begin token or a blank may stand before it. */
    private boolean advance(List<Integer> offsets, ToIntFunction<String> length) {
        for (int index = first + 1; index + 1 < end; index++) {
            if (offsets.get(index + 1) - offsets.get(index) != length.applyAsInt(tokens.get(index))) {
                return false;
            }
        }
        return true;
    }
}
