package dev.sonde.backend.djl;

import dev.sonde.backend.ContentHash;
import dev.sonde.stop.StopPoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Standard normal numbers for null adapters: Marsaglia's polar method (1964, doi:10.1137/1006063) over a splittable
 * generator. Only exactly defined arithmetic, so that a seed draws the same numbers on every machine.
 */
final class NullDraw {

    private final SplittableRandom random;
    private double spare = Double.NaN;

    /** The draws of one module under one seed. */
    NullDraw(long seed, String module) {
        byte[] digest = ContentHash.sha256().digest((seed + " " + module).getBytes(StandardCharsets.UTF_8));
        random = new SplittableRandom(ByteBuffer.wrap(digest).getLong());
    }

    /** {@code count} numbers. */
    float[] normals(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            StopPoint.pass("during the drawing of a null adapter", i);
            values[i] = (float) next();
        }
        return values;
    }

    /** A low-rank update with the shapes, the rank and the Frobenius norm of {@code trained}. */
    LowRank matching(LowRank trained) {
        return matching(trained, Math.abs(trained.scale()) * trained.productNorm());
    }

    /** A low-rank update with the shapes and the rank of {@code trained}, and of Frobenius norm {@code norm}. */
    LowRank matching(LowRank trained, double norm) {
        float[] a = normals(trained.a().length);
        LowRank drawn = new LowRank(a, normals(trained.b().length), trained.rank(), trained.scale());
        double factor = trained.scale() == 0 ? 0 : norm / Math.abs(trained.scale()) / drawn.productNorm();
        float[] b = drawn.b();
        for (int i = 0; i < b.length; i++) {
            b[i] = (float) (b[i] * factor);
        }
        return drawn;
    }

    /** As many numbers as {@code count}, of Euclidean norm {@code norm}. */
    float[] ofNorm(int count, double norm) {
        float[] values = normals(count);
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        double factor = norm / Math.sqrt(squares);
        for (int i = 0; i < count; i++) {
            values[i] = (float) (values[i] * factor);
        }
        return values;
    }

    private double next() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        while (true) {
            double u = uniform();
            double v = uniform();
            double s = u * u + v * v;
            if (s > 0 && s < 1) {
                double factor = Math.sqrt(-2 * StrictMath.log(s) / s);
                spare = v * factor;
                return u * factor;
            }
        }
    }

    /** In [-1, 1), on a grid of 2^-52. */
    private double uniform() {
        return (random.nextLong() >> 11) * 0x1p-52;
    }
}
