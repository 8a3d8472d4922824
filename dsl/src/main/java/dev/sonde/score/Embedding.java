package dev.sonde.score;

import java.util.Arrays;

/**
 * A text as a point: what a model makes of all of its tokens together. Texts about like things are near one another.
 *
 * <p>Points of one embedder can be compared, and no others.
 */
public final class Embedding implements Score {

    private final float[] vector;
    private final int tokens;
    private final boolean truncated;

    private Embedding(float[] vector, int tokens, boolean truncated) {
        this.vector = vector;
        this.tokens = tokens;
        this.truncated = truncated;
    }

    /**
     * Copies {@code vector}.
     *
     * @param vector the coordinates; at least one, all finite
     * @param tokens how many tokens were read, special ones included; at least 1
     * @param truncated whether the text was longer than the embedder reads, and its end was left out
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static Embedding of(float[] vector, int tokens, boolean truncated) {
        if (vector.length == 0 || tokens < 1) {
            throw new IllegalArgumentException(
                    "An embedding needs coordinates and tokens, got " + vector.length + " and " + tokens);
        }
        for (float coordinate : vector) {
            if (!Float.isFinite(coordinate)) {
                throw new IllegalArgumentException("An embedding needs finite coordinates, got " + coordinate);
            }
        }
        return new Embedding(vector.clone(), tokens, truncated);
    }

    /** A copy of the coordinates. */
    public float[] vector() {
        return vector.clone();
    }

    /** How many coordinates. */
    public int dimensions() {
        return vector.length;
    }

    /** How many tokens were read, special ones included. */
    public int tokens() {
        return tokens;
    }

    /** Whether the text was longer than the embedder reads. */
    public boolean truncated() {
        return truncated;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that
                && Arrays.equals(vector, that.vector)
                && tokens == that.tokens
                && truncated == that.truncated;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(vector) + tokens) + Boolean.hashCode(truncated);
    }

    @Override
    public String toString() {
        return "Embedding(dimensions=" + vector.length + ", tokens=" + tokens + (truncated ? ", truncated)" : ")");
    }
}
