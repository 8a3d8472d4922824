package dev.sonde.backend.djl;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * The tokenizer of a tokenizer.json in the native library. Safe for several threads; when it is closed, calls under way are
 * made to their ends.
 */
final class NativeTokenizer implements AutoCloseable {

    static final String WORK = "during the tokenizing of a long text";

    /** In UTF-16 units: a tenth of a second, beside which a thread costs nothing. */
    static final int LONG_TEXT = 100_000;

    private static final String NAME = "The tokenizer";

    /** One long text at a time: each can need gigabytes. */
    private static final Semaphore TURN = new Semaphore(1);

    private final HuggingFaceTokenizer tokenizer;
    private final CallGate gate;

    /**
     * Opens {@code file}. Its padding and truncation sections are switched off; without the options DJL truncates.
     *
     * @throws IOException if it cannot be read
     * @throws RuntimeException if the library refuses it
     */
    NativeTokenizer(Path file) throws IOException {
        tokenizer = HuggingFaceTokenizer.newInstance(file, Map.of("padding", "false", "truncation", "false"));
        gate = new CallGate(tokenizer::close);
    }

    /**
     * The tokens of {@code text}, to be closed.
     *
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while a long text is tokenized
     */
    NativeEncoding encode(String text, boolean addSpecialTokens) {
        return text.length() < LONG_TEXT
                ? inOneCall(text, addSpecialTokens)
                : new LongCall<>(() -> inOneCall(text, addSpecialTokens), NativeEncoding::close, TURN).await(WORK);
    }

    private NativeEncoding inOneCall(String text, boolean addSpecialTokens) {
        gate.enter(NAME);
        try {
            return NativeEncoding.of(tokenizer.getHandle(), text, addSpecialTokens);
        } finally {
            gate.leave();
        }
    }

    /** The text of {@code ids}. */
    String decode(int[] ids, boolean skipSpecialTokens) {
        gate.enter(NAME);
        try {
            return tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), skipSpecialTokens);
        } finally {
            gate.leave();
        }
    }

    @Override
    public void close() {
        gate.close();
    }
}
