package dev.sonde.backend.djl;

import ai.djl.huggingface.tokenizers.jni.CharSpan;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.AuditedToken;
import dev.sonde.backend.TextForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A model's tokenizer.json: texts to ids and back. Padding and truncation sections in the file are switched off. Whoever is
 * interrupted while a long text is tokenized gets a {@link java.util.concurrent.CancellationException}.
 */
final class TextTokenizer implements AutoCloseable {

    /** Bytes: two tenths of a second. Vocabularies of a quarter of a million tokens have files of 17 to 33 MB. */
    private static final int LARGE_FILE = 1_000_000;

    private static final Semaphore OPENING = new Semaphore(1);

    private final NativeTokenizer tokenizer;

    private final int idCount;

    private TextTokenizer(NativeTokenizer tokenizer, int idCount) {
        this.tokenizer = tokenizer;
        this.idCount = idCount;
    }

    /**
     * Opens {@code file} for a model of {@code modelRows} token rows.
     *
     * @throws dev.sonde.backend.BackendException if it is damaged, or has ids that the model lacks
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while a large file is read
     */
    static TextTokenizer open(Path file, int modelRows) {
        return file.toFile().length() < LARGE_FILE
                ? read(file, modelRows)
                : new LongCall<>(() -> read(file, modelRows), TextTokenizer::close, OPENING)
                        .await("during the reading of " + file);
    }

    private static TextTokenizer read(Path file, int modelRows) {
        int ids = idCount(Json.object(file));
        if (ids > modelRows) {
            throw ModelFileErrors.vocabulary(file, ids, modelRows);
        }
        try {
            return new TextTokenizer(new NativeTokenizer(file), ids);
        } catch (IOException | RuntimeException e) {
            throw ModelFileErrors.tokenizer(file, e);
        }
    }

    /** The largest id plus 1. */
    int idCount() {
        return idCount;
    }

    /** The ids of {@code text}, with the special tokens that the tokenizer adds to a text of this form. */
    int[] encode(String text, TextForm form) {
        try (var encoding = tokenizer.encode(text, form == TextForm.PLAIN)) {
            return encoding.ids();
        }
    }

    /**
     * Ids of a text, perhaps cut.
     *
     * @param cut whether there were more
     */
    record Ids(int[] ids, boolean cut) {}

    /**
     * At most {@code most} ids of {@code text}: what is too long is cut at its end, and the special tokens before and behind
     * it stay.
     *
     * @param most more than there are special tokens
     */
    Ids encode(String text, int most) {
        try (var encoding = tokenizer.encode(text, true)) {
            int[] ids = encoding.ids();
            return ids.length <= most
                    ? new Ids(ids, false)
                    : new Ids(cut(ids, encoding.specialTokenMask(), most), true);
        }
    }

    private static int[] cut(int[] ids, long[] special, int most) {
        int last = ids.length;
        while (special[last - 1] == 1) {
            last--;
        }
        int behind = ids.length - last;
        int[] kept = Arrays.copyOf(ids, most);
        System.arraycopy(ids, last, kept, most - behind, behind);
        return kept;
    }

    /** {@link #encode} with the place of each token in the text. */
    List<AuditedToken> tokens(String text, TextForm form) {
        try (var encoding = tokenizer.encode(text, form == TextForm.PLAIN)) {
            return tokens(text, encoding);
        }
    }

    private static List<AuditedToken> tokens(String text, NativeEncoding encoding) {
        int[] ids = encoding.ids();
        String[] names = encoding.tokens();
        @Nullable CharSpan[] spans = encoding.spans();
        int[] units = unitsOfCodePoints(text);
        List<AuditedToken> tokens = new ArrayList<>(ids.length);
        for (int i = 0; i < ids.length; i++) {
            CharSpan span = spans[i];
            tokens.add(new AuditedToken(
                    ids[i],
                    names[i],
                    span == null ? 0 : units[span.getStart()],
                    span == null ? 0 : units[span.getEnd()],
                    span == null));
        }
        return tokens;
    }

    /** The index of each code point in UTF-16 units, and that of the end. */
    private static int[] unitsOfCodePoints(String text) {
        int[] units = new int[text.codePointCount(0, text.length()) + 1];
        for (int i = 1; i < units.length; i++) {
            units[i] = text.offsetByCodePoints(units[i - 1], 1);
        }
        return units;
    }

    /** The text of {@code ids}. */
    String decode(int[] ids, boolean skipSpecialTokens) {
        return tokenizer.decode(ids, skipSpecialTokens);
    }

    /** The largest id of the file, plus 1. */
    private static int idCount(JsonNode root) {
        int largest = -1;
        for (JsonNode id : root.path("model").path("vocab")) {
            largest = Math.max(largest, id.asInt(-1));
        }
        for (JsonNode token : root.path("added_tokens")) {
            largest = Math.max(largest, token.path("id").asInt(-1));
        }
        return largest + 1;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
