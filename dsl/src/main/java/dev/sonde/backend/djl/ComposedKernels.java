package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sonde.backend.djl.arch.AttentionSpec;
import org.jspecify.annotations.Nullable;

/** The kernels out of the engine's own operations: the reference for the op pack, and the way without it. */
final class ComposedKernels implements Kernels {

    @Override
    public NDArray rmsNorm(NDArray x, NDArray weight, double epsilon) {
        NDArray variance = x.square().mean(new int[] {-1}, true);
        NDArray root = variance.add(x.getManager().create((float) epsilon)).sqrt();
        return x.div(root).mul(weight);
    }

    @Override
    public NDArray siluTimes(NDArray gate, NDArray up) {
        return gate.mul(sigmoid(gate)).mul(up);
    }

    private static NDArray sigmoid(NDArray x) {
        return ai.djl.nn.Activation.sigmoid(x);
    }

    @Override
    public NDArray rotate(NDArray x, RotaryTable table) {
        long width = x.getShape().get(3);
        if (table.width() == width) {
            return turn(x, table);
        }
        NDArray turned = turn(x.get("..., :" + table.width()), table);
        return NDArrays.concat(new NDList(turned, x.get("..., " + table.width() + ":")), -1);
    }

    private static NDArray turn(NDArray x, RotaryTable table) {
        NDList halves = x.split(2, 3);
        NDArray quarterTurn = NDArrays.concat(new NDList(halves.get(1).neg(), halves.get(0)), -1);
        return x.mul(table.cosine()).add(quarterTurn.mul(table.sine()));
    }

    @Override
    public NDArray attend(AttentionSpec spec, NDArray q, NDArray k, NDArray v, @Nullable NDArray mask) {
        NDManager manager = q.getManager();
        Shape shape = q.getShape();
        long time = shape.get(2);
        long keys = k.getShape().get(2);
        // query heads of one key head side by side: no copy of keys and values
        NDArray grouped = q.reshape(shape.get(0), spec.keyHeads(), -1, spec.headWidth());
        NDArray scores = grouped.matMul(k.swapAxes(2, 3))
                .mul(manager.create((float) spec.scale()))
                .reshape(shape.get(0), spec.heads(), time, keys);
        NDArray weights = scores.add(mask == null ? CausalMask.square(manager, (int) time) : mask)
                .softmax(-1);
        return weights.reshape(shape.get(0), spec.keyHeads(), -1, keys)
                .matMul(v)
                .reshape(shape);
    }

    @Override
    public void addLowRank(NDArray y, NDArray x, NDArray a, NDArray b, NDArray strengths) {
        NDArray inner = Linear.of(x, a, null).mul(strengths);
        y.addi(Linear.of(inner, b, null));
    }
}
