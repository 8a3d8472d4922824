package dev.sonde.backend.djl;

import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a text in the native library's memory, about 160 bytes for each character of the text. What is asked for is
 * copied: DJL's own encoding copies all of it, which takes a quarter of the time and as much memory again.
 */
final class NativeEncoding implements AutoCloseable {

    private final long handle;

    private NativeEncoding(long handle) {
        this.handle = handle;
    }

    /**
     * Tokenizes in one native call, which nothing can stop: about a second for a million characters.
     *
     * @param tokenizer the native handle of one that was not closed, and is not while this runs
     */
    static NativeEncoding of(long tokenizer, String text, boolean addSpecialTokens) {
        return new NativeEncoding(TokenizersLibrary.LIB.encode(tokenizer, text, addSpecialTokens));
    }

    int[] ids() {
        return Arrays.stream(TokenizersLibrary.LIB.getTokenIds(handle))
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    /** 1 for each id that the tokenizer put in, 0 for one of the text. */
    long[] specialTokenMask() {
        return TokenizersLibrary.LIB.getSpecialTokenMask(handle);
    }

    String[] tokens() {
        return TokenizersLibrary.LIB.getTokens(handle);
    }

    /** Where each token is in the text, counted in code points; null for one that is not in it. */
    @Nullable
    CharSpan[] spans() {
        return TokenizersLibrary.LIB.getTokenCharSpans(handle);
    }

    @Override
    public void close() {
        TokenizersLibrary.LIB.deleteEncoding(handle);
    }
}
