package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sonde.backend.djl.arch.Activation;
import dev.sonde.backend.djl.arch.AttentionSpec;
import org.jspecify.annotations.Nullable;

/** The kernels out of the engine's own operations: the reference for the op pack, and the way without it. */
final class ComposedKernels implements Kernels {

    @Override
    public NDArray rmsNorm(NDArray x, NDArray weight, double epsilon, double offset) {
        NDArray variance = x.square().mean(new int[] {-1}, true);
        NDArray root = variance.add(scalar(x, epsilon)).sqrt();
        return x.div(root).mul(offset == 0 ? weight : scalar(x, offset).add(weight));
    }

    @Override
    public NDArray layerNorm(NDArray x, NDArray weight, @Nullable NDArray bias, double epsilon) {
        NDArray centred = x.sub(x.mean(new int[] {-1}, true));
        NDArray variance = centred.square().mean(new int[] {-1}, true);
        NDArray normed = centred.div(variance.add(scalar(x, epsilon)).sqrt()).mul(weight);
        return bias == null ? normed : normed.add(bias);
    }

    @Override
    public NDArray activate(Activation activation, NDArray x) {
        return switch (activation) {
            case SILU -> x.mul(ai.djl.nn.Activation.sigmoid(x));
            case GELU -> x.getNDArrayInternal().gelu();
            case RELU -> ai.djl.nn.Activation.relu(x);
            case RELU_SQUARED -> ai.djl.nn.Activation.relu(x).square();
            case QUICK_GELU -> x.mul(ai.djl.nn.Activation.sigmoid(x.mul(scalar(x, 1.702))));
            case GELU_TANH -> {
                NDArray inner =
                        x.add(x.square().mul(x).mul(scalar(x, 0.044715))).mul(scalar(x, Math.sqrt(2 / Math.PI)));
                yield inner.tanh().add(scalar(x, 1)).mul(x).mul(scalar(x, 0.5));
            }
        };
    }

    @Override
    public NDArray gated(Activation activation, NDArray gate, NDArray up) {
        return activate(activation, gate).mul(up);
    }

    @Override
    public NDArray softcap(NDArray x, double cap) {
        NDArray width = scalar(x, cap);
        return x.div(width).tanh().mul(width);
    }

    private static NDArray scalar(NDArray x, double value) {
        return x.getManager().create((float) value);
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
        NDArray quarterTurn = table.interleaved()
                ? quarterTurnOfNeighbours(x)
                : NDArrays.concat(new NDList(halves.get(1).neg(), halves.get(0)), -1);
        return x.mul(table.cosine()).add(quarterTurn.mul(table.sine()));
    }

    private static NDArray quarterTurnOfNeighbours(NDArray x) {
        Shape shape = x.getShape();
        NDList pairs =
                x.reshape(shape.get(0), shape.get(1), shape.get(2), -1, 2).split(2, 4);
        return NDArrays.concat(new NDList(pairs.get(1).neg(), pairs.get(0)), 4).reshape(shape);
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
        NDArray capped =
                spec.softcap().isPresent() ? softcap(scores, spec.softcap().getAsDouble()) : scores;
        NDArray weights = capped.add(mask == null ? CausalMask.square(manager, (int) time, spec.window()) : mask)
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
