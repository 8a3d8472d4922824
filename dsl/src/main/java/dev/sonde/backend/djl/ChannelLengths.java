package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sonde.backend.djl.arch.ModuleSpec;
import dev.sonde.stop.StopPoint;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The length of each output channel of a weight: of a row of a linear layer, of a column of a table. That is the axis
 * along which DoRA keeps a magnitude (Liu et al. 2024, arXiv:2402.09353, equation 5; for a table as peft does it).
 */
final class ChannelLengths {

    private static final long CHUNK_ELEMENTS = 4L << 20;

    private final ModuleSpec module;
    private final Weight weight;
    private final boolean table;

    ChannelLengths(ModuleSpec module, Weight weight) {
        this.module = module;
        this.weight = weight;
        table = module.kind() == ModuleSpec.Kind.EMBEDDING;
    }

    /** How many channels. */
    int channels() {
        return Math.toIntExact(table ? module.columns() : module.rows());
    }

    /**
     * Lengths of the channels of factors * W + full + scale B A, formed a few rows at a time.
     *
     * @param factors one for each channel; null for 1
     */
    double[] of(float @Nullable [] factors, @Nullable NDArray full, @Nullable LowRank update) {
        double[] squares = new double[channels()];
        long step = Math.max(1, CHUNK_ELEMENTS / module.columns());
        try (NDManager scratch = TorchEngine.manager(weight.device())) {
            for (long from = 0; from < module.rows(); from += step) {
                StopPoint.pass("during the making of an adapter's weights");
                long to = Math.min(module.rows(), from + step);
                try (NDManager chunk = scratch.newSubManager()) {
                    add(squares, from, sum(chunk, (int) from, (int) to, factors, full, update));
                }
            }
        }
        return Arrays.stream(squares).map(Math::sqrt).toArray();
    }

    private void add(double[] squares, long from, NDArray rows) {
        float[] sums = rows.square().sum(new int[] {table ? 0 : 1}).toFloatArray();
        for (int i = 0; i < sums.length; i++) {
            squares[table ? i : (int) from + i] += sums[i];
        }
    }

    private NDArray sum(
            NDManager chunk,
            int from,
            int to,
            float @Nullable [] factors,
            @Nullable NDArray full,
            @Nullable LowRank update) {
        NDArray index = chunk.create(LongStream.range(from, to).toArray());
        NDArray sum = weight.rows(index);
        if (factors != null) {
            sum = sum.mul(
                    table
                            ? chunk.create(factors, new Shape(1, factors.length))
                            : chunk.create(Arrays.copyOfRange(factors, from, to), new Shape(to - from, 1)));
        }
        if (full != null) {
            sum = sum.add(WideWeight.rows(index, full));
        }
        return update == null ? sum : sum.add(product(chunk, from, to, update));
    }

    private NDArray product(NDManager chunk, int from, int to, LowRank update) {
        int rank = update.rank();
        float[] left = table ? update.transposedA() : update.scaledB();
        float[] right = table ? update.scaledB() : update.a();
        NDArray rows = chunk.create(Arrays.copyOfRange(left, from * rank, to * rank), new Shape(to - from, rank));
        return table
                ? Linear.of(rows, chunk.create(right, new Shape(update.out(), rank)), null)
                : rows.matMul(chunk.create(right, new Shape(rank, update.in())));
    }
}
