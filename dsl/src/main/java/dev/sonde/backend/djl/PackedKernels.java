package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import dev.sonde.backend.djl.arch.Activation;
import dev.sonde.backend.djl.arch.AttentionSpec;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kernels of the op pack: one call each. */
final class PackedKernels implements Kernels {

    private final OpPack pack;

    PackedKernels(OpPack pack) {
        this.pack = pack;
    }

    @Override
    public NDArray rmsNorm(NDArray x, NDArray weight, double epsilon, double offset) {
        return offset == 0
                ? pack.call("rms_norm", x.getManager(), x, weight, epsilon)
                : pack.call("rms_norm_offset", x.getManager(), x, weight, epsilon, offset);
    }

    @Override
    public NDArray layerNorm(NDArray x, NDArray weight, @Nullable NDArray bias, double epsilon) {
        return bias == null
                ? pack.call("layer_norm_factors", x.getManager(), x, weight, epsilon)
                : pack.call("layer_norm", x.getManager(), x, weight, bias, epsilon);
    }

    @Override
    public NDArray activate(Activation activation, NDArray x) {
        return pack.call(activation.name().toLowerCase(Locale.ROOT), x.getManager(), x);
    }

    @Override
    public NDArray gated(Activation activation, NDArray gate, NDArray up) {
        return pack.call(activation.name().toLowerCase(Locale.ROOT) + "_times", gate.getManager(), gate, up);
    }

    @Override
    public NDArray softcap(NDArray x, double cap) {
        return pack.call("softcap", x.getManager(), x, cap);
    }

    @Override
    public NDArray rotate(NDArray x, RotaryTable table) {
        if (table.interleaved()) {
            return pack.call(
                    "rotate_neighbours", x.getManager(), x, table.cosine(), table.sine(), (long) table.width());
        }
        long half = table.width() / 2;
        return x.getShape().get(3) == table.width()
                ? pack.call("rotate_all", x.getManager(), x, table.cosine(), table.sine(), half)
                : pack.call("rotate", x.getManager(), x, table.cosine(), table.sine(), half, (long) table.width());
    }

    @Override
    public NDArray attend(AttentionSpec spec, NDArray q, NDArray k, NDArray v, @Nullable NDArray mask) {
        if (spec.softcap().isPresent()) {
            NDArray seen = mask == null
                    ? CausalMask.square(q.getManager(), (int) q.getShape().get(2), spec.window())
                    : mask;
            return pack.call(
                    "attend_capped",
                    q.getManager(),
                    q,
                    k,
                    v,
                    seen,
                    spec.scale(),
                    spec.softcap().getAsDouble());
        }
        return mask == null
                ? pack.call("attend", q.getManager(), q, k, v, spec.scale())
                : pack.call("attend_masked", q.getManager(), q, k, v, mask, spec.scale());
    }

    @Override
    public void addLowRank(NDArray y, NDArray x, NDArray a, NDArray b, NDArray strengths) {
        pack.call("add_low_rank", y.getManager(), y, x, a, b, strengths).close();
    }
}
