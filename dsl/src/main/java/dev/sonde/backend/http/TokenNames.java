package dev.sonde.backend.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which token a reply means, as a number that is the same for base and adapter, and in every run.
 *
 * <p>vLLM tells its token ids. Other servers tell a token's text only; its number is then a hash of the text. A text that
 * holds U+FFFD stands for bytes that are no text by themselves, and so for many tokens: it names none.
 *
 * <p>Safe for use by several threads.
 */
final class TokenNames {
    private static final Pattern ID = Pattern.compile("token_id:(\\d{1,9})");

    private final Dialect dialect;
    private final Map<Integer, String> texts = new HashMap<>();

    TokenNames(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * The number of the token that a reply calls {@code name}; empty if that names no single token.
     *
     * @throws dev.sonde.backend.BackendException if ids were asked for and this is none, or two texts share a number
     */
    Optional<Integer> idOf(String name) {
        if (dialect == Dialect.VLLM) {
            Matcher id = ID.matcher(name);
            if (!id.matches()) {
                throw HttpErrors.badReply(
                        "no-token-ids",
                        "The server was asked for token ids and calls a token %s. Update vLLM, or set 'dialect: openai' "
                                        .formatted(HttpErrors.quoted(name))
                                + "if this is another server.");
            }
            return Optional.of(Integer.valueOf(id.group(1)));
        }
        if (name.indexOf('\ufffd') >= 0) {
            return Optional.empty();
        }
        int id = hash(name);
        String known = learn(id, name);
        if (!known.equals(name)) {
            throw HttpErrors.badReply(
                    "token-collision",
                    "The tokens %s and %s share the number %d."
                            .formatted(HttpErrors.quoted(known), HttpErrors.quoted(name), id));
        }
        return Optional.of(id);
    }

    /** Remembers the text of a token, unless one is known. Returns what is known then. */
    synchronized String learn(int id, String text) {
        String known = texts.putIfAbsent(id, text);
        return known == null ? text : known;
    }

    synchronized Optional<String> text(int id) {
        return Optional.ofNullable(texts.get(id));
    }

    /** 64-bit FNV-1a over the UTF-16 units, folded to 31 bits: at 10,000 tokens two share a number once in 40 servers. */
    private static int hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return (int) ((hash ^ (hash >>> 32)) & Integer.MAX_VALUE);
    }
}
