package dev.sonde.cache;

import dev.sonde.backend.ContentHash;
import dev.sonde.backend.Embedder;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.Operation;
import dev.sonde.backend.ProducerHash;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What an answer is found by: the code that computed it, the model, the view, the operation with every parameter.
 *
 * @param bytes all of it, so that two keys are equal only if what they stand for is
 * @param namespace 16 hex digits for code and model; the first part of a file's name
 * @param hash 64 hex digits for all of it
 */
record AnswerKey(byte[] bytes, String namespace, String hash) {

    static AnswerKey of(String modelId, Evaluation<?> evaluation) {
        var parts = new StringBuilder();
        append(parts, ProducerHash.current(), modelId, evaluation.view().id());
        append(parts, evaluation.operation());
        byte[] bytes = utf16(parts);
        return new AnswerKey(bytes, namespace(modelId), hash(bytes));
    }

    /** What answers of this model by this code have in common. */
    static String namespace(String modelId) {
        var parts = new StringBuilder();
        append(parts, ProducerHash.current(), modelId);
        return hash(utf16(parts)).substring(0, 16);
    }

    private static void append(StringBuilder parts, Operation<?> operation) {
        append(parts, operation.op(), operation.form().name());
        if (operation instanceof Operation.NextToken next) {
            append(parts, next.prompt(), Integer.toString(next.topK()));
        } else if (operation instanceof Operation.CompletionLogProb completion) {
            append(parts, completion.prompt(), completion.completion());
        } else if (operation instanceof Operation.RollingLogProb rolling) {
            append(parts, rolling.text());
        } else if (operation instanceof Operation.Embed embed) {
            append(parts, embed.text(), embed.embedder().map(Embedder::id).orElse(""));
        } else {
            var generate = (Operation.Generate) operation;
            GenerationParameters how = generate.parameters();
            append(
                    parts,
                    generate.prompt(),
                    Integer.toString(how.maxNewTokens()),
                    Long.toHexString(Double.doubleToLongBits(how.temperature())),
                    Long.toHexString(Double.doubleToLongBits(how.topP())),
                    Integer.toString(how.topK()),
                    Long.toString(how.seed()));
        }
    }

    /** Each text with its length before it, so that no two lists run together. */
    private static void append(StringBuilder parts, String... texts) {
        for (String text : texts) {
            parts.append(text.length()).append(':').append(text);
        }
    }

    /** Unlike UTF-8, the two bytes of a Java char keep half a surrogate pair. */
    private static byte[] utf16(CharSequence text) {
        ByteBuffer bytes = ByteBuffer.allocate(Character.BYTES * text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes.putChar(text.charAt(i));
        }
        return bytes.array();
    }

    static String hash(byte[] bytes) {
        MessageDigest digest = ContentHash.sha256();
        return HexFormat.of().formatHex(digest.digest(bytes));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AnswerKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return namespace + "-" + hash;
    }
}
