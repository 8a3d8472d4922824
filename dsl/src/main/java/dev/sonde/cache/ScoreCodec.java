package dev.sonde.cache;

import dev.sonde.score.Completion;
import dev.sonde.score.Embedding;
import dev.sonde.score.FullDistribution;
import dev.sonde.score.Generation;
import dev.sonde.score.RollingLogProbs;
import dev.sonde.score.Score;
import dev.sonde.score.TokenLogProb;
import dev.sonde.score.TopKDistribution;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Scores as bytes and back, bit for bit: little-endian, a kind, then the fields. Numbers are raw bits, texts UTF-16 (a
 * generated text may hold half a surrogate pair, which UTF-8 cannot).
 *
 * <p>Distributions are not compressed: of fp32 log-probabilities deflate saves a quarter, and takes longer than twenty
 * reads of the whole.
 */
final class ScoreCodec {
    private static final byte FULL = 1;
    private static final byte TOP_K = 2;
    private static final byte COMPLETION = 3;
    private static final byte ROLLING = 4;
    private static final byte GENERATION = 5;
    private static final byte EMBEDDING = 6;
    private static final int TOKEN_BYTES = Integer.BYTES + Double.BYTES;
    private static final int FIXED_BYTES = 32;

    private ScoreCodec() {}

    static byte[] encode(Score score) {
        ByteBuffer bytes = ByteBuffer.allocate(room(score)).order(ByteOrder.LITTLE_ENDIAN);
        if (score instanceof FullDistribution full) {
            putFloats(bytes.put(FULL), full.logProbs());
        } else if (score instanceof TopKDistribution best) {
            bytes.put(TOP_K).putInt(best.vocabularySize());
            bytes.put((byte) (best.tailMass().isPresent() ? 1 : 0))
                    .putDouble(best.tailMass().orElse(0));
            putTokens(bytes, best.top());
        } else if (score instanceof Completion completion) {
            putTokens(bytes.put(COMPLETION).putInt(completion.promptTokens()), completion.tokens());
        } else if (score instanceof RollingLogProbs rolling) {
            putTokens(bytes.put(ROLLING), rolling.tokens());
        } else if (score instanceof Embedding embedding) {
            bytes.put(EMBEDDING).put((byte) (embedding.truncated() ? 1 : 0)).putInt(embedding.tokens());
            putFloats(bytes, embedding.vector());
        } else {
            var generation = (Generation) score;
            bytes.put(GENERATION).put((byte) generation.ending().ordinal());
            bytes.putInt(generation.tokenIds().size());
            generation.tokenIds().forEach(bytes::putInt);
            bytes.putInt(generation.text().length());
            generation.text().chars().forEach(unit -> bytes.putChar((char) unit));
        }
        byte[] used = new byte[bytes.position()];
        bytes.flip().get(used);
        return used;
    }

    /** The score, or an exception ({@link RuntimeException}) if the bytes are none. */
    static Score decode(ByteBuffer source) {
        ByteBuffer bytes = source.order(ByteOrder.LITTLE_ENDIAN);
        Score score =
                switch (bytes.get()) {
                    case FULL -> FullDistribution.of(floats(bytes));
                    case TOP_K -> topK(bytes);
                    case COMPLETION -> new Completion(bytes.getInt(), tokens(bytes));
                    case ROLLING -> new RollingLogProbs(tokens(bytes));
                    case GENERATION -> generation(bytes);
                    case EMBEDDING -> embedding(bytes);
                    default -> throw new IllegalArgumentException("Unknown kind of score");
                };
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException(bytes.remaining() + " bytes behind the score");
        }
        return score;
    }

    private static int room(Score score) {
        if (score instanceof FullDistribution full) {
            return FIXED_BYTES + Float.BYTES * full.vocabularySize();
        }
        if (score instanceof Embedding embedding) {
            return FIXED_BYTES + Float.BYTES * embedding.dimensions();
        }
        if (score instanceof Generation generation) {
            return FIXED_BYTES
                    + Integer.BYTES * generation.tokenIds().size()
                    + Character.BYTES * generation.text().length();
        }
        int tokens = score instanceof TopKDistribution best
                ? best.top().size()
                : score instanceof Completion completion
                        ? completion.tokens().size()
                        : ((RollingLogProbs) score).tokens().size();
        return FIXED_BYTES + TOKEN_BYTES * tokens;
    }

    private static Embedding embedding(ByteBuffer bytes) {
        boolean truncated = bytes.get() == 1;
        int tokens = bytes.getInt();
        return Embedding.of(floats(bytes), tokens, truncated);
    }

    private static void putFloats(ByteBuffer bytes, float[] values) {
        bytes.putInt(values.length).asFloatBuffer().put(values);
        bytes.position(bytes.position() + Float.BYTES * values.length);
    }

    private static float[] floats(ByteBuffer bytes) {
        float[] values = new float[count(bytes, Float.BYTES)];
        bytes.asFloatBuffer().get(values);
        bytes.position(bytes.position() + Float.BYTES * values.length);
        return values;
    }

    private static TopKDistribution topK(ByteBuffer bytes) {
        int vocabulary = bytes.getInt();
        boolean known = bytes.get() == 1;
        double tail = bytes.getDouble();
        return new TopKDistribution(
                tokens(bytes), vocabulary, known ? OptionalDouble.of(tail) : OptionalDouble.empty());
    }

    private static Generation generation(ByteBuffer bytes) {
        var ending = Generation.Ending.values()[bytes.get()];
        int count = count(bytes, Integer.BYTES);
        var ids = new ArrayList<Integer>(count);
        for (int i = 0; i < count; i++) {
            ids.add(bytes.getInt());
        }
        char[] text = new char[count(bytes, Character.BYTES)];
        for (int i = 0; i < text.length; i++) {
            text[i] = bytes.getChar();
        }
        return new Generation(ids, new String(text), ending);
    }

    private static void putTokens(ByteBuffer bytes, List<TokenLogProb> tokens) {
        bytes.putInt(tokens.size());
        tokens.forEach(token -> bytes.putInt(token.tokenId()).putDouble(token.logProb()));
    }

    private static List<TokenLogProb> tokens(ByteBuffer bytes) {
        int count = count(bytes, TOKEN_BYTES);
        var tokens = new ArrayList<TokenLogProb>(count);
        for (int i = 0; i < count; i++) {
            tokens.add(new TokenLogProb(bytes.getInt(), bytes.getDouble()));
        }
        return tokens;
    }

    /** A number of items that the bytes left can hold. */
    private static int count(ByteBuffer bytes, int each) {
        int count = bytes.getInt();
        if (count < 0 || (long) count * each > bytes.remaining()) {
            throw new IllegalArgumentException(count + " items in " + bytes.remaining() + " bytes");
        }
        return count;
    }
}
