package dev.sonde.backend.djl;

import java.util.Arrays;

/**
 * A low-rank update of one module, in Java's memory: from here norms are taken and null weights drawn.
 *
 * @param a {@code [rank, in]}, row after row
 * @param b {@code [out, rank]}, row after row
 * @param scale alpha / rank or alpha / sqrt(rank): what multiplies BA
 */
record LowRank(float[] a, float[] b, int rank, double scale) {

    int in() {
        return a.length / rank;
    }

    int out() {
        return b.length / rank;
    }

    /** B times {@link #scale}, as it is used. */
    float[] scaledB() {
        float[] scaled = new float[b.length];
        for (int i = 0; i < b.length; i++) {
            scaled[i] = (float) (b[i] * scale);
        }
        return scaled;
    }

    /** B and with it the update, {@code factor} times as large. */
    LowRank times(double factor) {
        return new LowRank(a, WeightChange.times(b, factor), rank, scale);
    }

    /** The update with each output channel times its factor. */
    LowRank withChannels(float[] factors) {
        float[] rows = new float[b.length];
        for (int i = 0; i < b.length; i++) {
            rows[i] = b[i] * factors[i / rank];
        }
        return new LowRank(a, rows, rank, scale);
    }

    /** A with its axes exchanged, {@code [in, rank]}: the table of an embedding's update. */
    float[] transposedA() {
        float[] transposed = new float[a.length];
        int in = in();
        for (int r = 0; r < rank; r++) {
            for (int i = 0; i < in; i++) {
                transposed[i * rank + r] = a[r * in + i];
            }
        }
        return transposed;
    }

    /** Frobenius norm of BA without forming BA: ‖BA‖² = trace((BᵀB)(AAᵀ)), rank by rank, in double. */
    double productNorm() {
        double[] gramA = new double[rank * rank];
        double[] gramB = new double[rank * rank];
        int in = in();
        for (int r = 0; r < rank; r++) {
            for (int s = 0; s <= r; s++) {
                double sum = 0;
                for (int i = 0; i < in; i++) {
                    sum += (double) a[r * in + i] * a[s * in + i];
                }
                gramA[r * rank + s] = gramA[s * rank + r] = sum;
            }
        }
        for (int row = 0; row < b.length; row += rank) {
            for (int r = 0; r < rank; r++) {
                for (int s = 0; s < rank; s++) {
                    gramB[r * rank + s] += (double) b[row + r] * b[row + s];
                }
            }
        }
        double trace = 0;
        for (int i = 0; i < gramA.length; i++) {
            trace += gramA[i] * gramB[i]; // both are symmetric
        }
        return Math.sqrt(Math.max(0, trace));
    }

    /** Whether the update changes nothing. */
    boolean zero() {
        return allZero(a) || allZero(b);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LowRank that
                && rank == that.rank
                && scale == that.scale
                && Arrays.equals(a, that.a)
                && Arrays.equals(b, that.b);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(a) + Arrays.hashCode(b);
    }

    private static boolean allZero(float[] values) {
        for (float value : values) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
