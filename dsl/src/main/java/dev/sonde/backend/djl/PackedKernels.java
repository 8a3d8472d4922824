package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import dev.sonde.backend.djl.arch.AttentionSpec;
import org.jspecify.annotations.Nullable;

/** The kernels of the op pack: one call each. */
final class PackedKernels implements Kernels {

    private final OpPack pack;

    PackedKernels(OpPack pack) {
        this.pack = pack;
    }

    @Override
    public NDArray rmsNorm(NDArray x, NDArray weight, double epsilon) {
        return pack.call("rms_norm", x.getManager(), x, weight, epsilon);
    }

    @Override
    public NDArray siluTimes(NDArray gate, NDArray up) {
        return pack.call("silu_times", gate.getManager(), gate, up);
    }

    @Override
    public NDArray rotate(NDArray x, RotaryTable table) {
        long half = table.width() / 2;
        return x.getShape().get(3) == table.width()
                ? pack.call("rotate_all", x.getManager(), x, table.cosine(), table.sine(), half)
                : pack.call("rotate", x.getManager(), x, table.cosine(), table.sine(), half, (long) table.width());
    }

    @Override
    public NDArray attend(AttentionSpec spec, NDArray q, NDArray k, NDArray v, @Nullable NDArray mask) {
        return mask == null
                ? pack.call("attend", q.getManager(), q, k, v, spec.scale())
                : pack.call("attend_masked", q.getManager(), q, k, v, mask, spec.scale());
    }

    @Override
    public void addLowRank(NDArray y, NDArray x, NDArray a, NDArray b, NDArray strengths) {
        pack.call("add_low_rank", y.getManager(), y, x, a, b, strengths).close();
    }
}
