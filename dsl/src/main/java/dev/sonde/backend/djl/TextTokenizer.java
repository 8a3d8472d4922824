package dev.sonde.backend.djl;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.AuditedToken;
import dev.sonde.backend.TextForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model's tokenizer.json: texts to ids and back. Padding and truncation sections in the file are switched off. */
final class TextTokenizer implements AutoCloseable {

    private final HuggingFaceTokenizer tokenizer;

    private final int idCount;

    private TextTokenizer(HuggingFaceTokenizer tokenizer, int idCount) {
        this.tokenizer = tokenizer;
        this.idCount = idCount;
    }

    /**
     * Opens {@code file} for a model of {@code modelRows} token rows.
     *
     * @throws dev.sonde.backend.BackendException if it is damaged, or has ids that the model lacks
     */
    static TextTokenizer open(Path file, int modelRows) {
        int ids = idCount(Json.object(file));
        if (ids > modelRows) {
            throw ModelFileErrors.vocabulary(file, ids, modelRows);
        }
        try {
            // without these options DJL truncates
            return new TextTokenizer(
                    HuggingFaceTokenizer.newInstance(file, Map.of("padding", "false", "truncation", "false")), ids);
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
        Encoding encoding = tokenizer.encode(text, form == TextForm.PLAIN, false);
        return Arrays.stream(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
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
        Encoding encoding = tokenizer.encode(text, true, false);
        int[] ids = Arrays.stream(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
        if (ids.length <= most) {
            return new Ids(ids, false);
        }
        long[] special = encoding.getSpecialTokenMask();
        int last = ids.length;
        while (special[last - 1] == 1) {
            last--;
        }
        int behind = ids.length - last;
        int[] kept = Arrays.copyOf(ids, most);
        System.arraycopy(ids, last, kept, most - behind, behind);
        return new Ids(kept, true);
    }

    /** {@link #encode} with the place of each token in the text. */
    List<AuditedToken> tokens(String text, TextForm form) {
        Encoding encoding = tokenizer.encode(text, form == TextForm.PLAIN, false);
        CharSpan[] spans = encoding.getCharTokenSpans();
        int[] units = unitsOfCodePoints(text);
        List<AuditedToken> tokens = new ArrayList<>(spans.length);
        for (int i = 0; i < spans.length; i++) {
            // DJL has no place for a token that is not in the text
            @Nullable CharSpan span = spans[i];
            tokens.add(new AuditedToken(
                    Math.toIntExact(encoding.getIds()[i]),
                    encoding.getTokens()[i],
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
        return tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), skipSpecialTokens);
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
