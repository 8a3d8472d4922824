package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import dev.sonde.backend.djl.arch.Activation;
import dev.sonde.backend.djl.arch.AttentionSpec;
import dev.sonde.backend.djl.arch.ModuleSpec;
import dev.sonde.backend.djl.arch.Tensor;
import dev.sonde.backend.djl.arch.TensorOps;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One forward pass: the base product once for the whole batch, and on top of it what each group of rows adds. */
final class ForwardPass implements TensorOps, AutoCloseable {

    private final ModelWeights weights;
    private final Kernels kernels;
    private final NDManager manager;
    private final NDArray ids; // [rows, time]
    private final AttentionPass attention;
    private final List<RowGroup> groups;

    /** Prepares a pass over {@code batch}; everything it makes belongs to a sub-manager of {@code work}. */
    ForwardPass(ModelWeights weights, Kernels kernels, NDManager work, PaddedRows batch) {
        this(weights, kernels, work, batch, null);
    }

    /** Prepares a pass that fills {@code cache}, or goes on from it with one token a row. */
    ForwardPass(ModelWeights weights, Kernels kernels, NDManager work, PaddedRows batch, @Nullable DecodeState decode) {
        this.weights = weights;
        this.kernels = kernels;
        manager = work.newSubManager();
        ids = manager.create(batch.ids(), new Shape(batch.rows(), batch.width()));
        attention = new AttentionPass(kernels, manager, batch, decode);
        groups = RowGroup.of(batch.views(), manager);
    }

    NDManager manager() {
        return manager;
    }

    @Override
    public Tensor embed(ModuleSpec module) {
        return new DjlTensor(embed(module, ids));
    }

    @Override
    public Tensor embedPositions(ModuleSpec module) {
        return new DjlTensor(embed(module, attention.places((int) module.rows())));
    }

    private NDArray embed(ModuleSpec module, NDArray indices) {
        NDArray y = lookUp(indices, weights.of(module).weight());
        for (RowGroup group : groups) {
            ModuleDelta delta = group.adaptation().of(module);
            if (delta != null) {
                addToVectors(rows(y, group), rows(indices, group), delta, group.strengths());
            }
        }
        return y;
    }

    private static void addToVectors(NDArray y, NDArray ids, ModuleDelta delta, NDArray strengths) {
        NDArray a = delta.a();
        NDArray full = delta.full();
        addGain(y, delta, strengths);
        if (a != null) {
            y.addi(Linear.of(lookUp(ids, a), required(delta.b()), null).mul(strengths));
        }
        if (full != null) {
            y.addi(lookUp(ids, full).mul(strengths));
        }
    }

    /** On {@code y} as the base module left it. */
    private static void addGain(NDArray y, ModuleDelta delta, NDArray strengths) {
        NDArray gain = delta.gain();
        if (gain != null) {
            y.addi(y.mul(gain).mul(strengths));
        }
    }

    private static NDArray lookUp(NDArray ids, NDArray table) {
        return ids.getNDArrayInternal()
                .embedding(ids, table, SparseFormat.DENSE)
                .singletonOrThrow();
    }

    @Override
    public Tensor linear(ModuleSpec module, Tensor x) {
        return new DjlTensor(linear(module, DjlTensor.of(x), groups));
    }

    /** The linear layer over rows that are grouped in another way than the batch: the head over wanted rows. */
    NDArray linear(ModuleSpec module, NDArray x, List<RowGroup> rowGroups) {
        var own = weights.of(module);
        NDArray y = Linear.of(x, own.weight(), own.bias());
        for (RowGroup group : rowGroups) {
            ModuleDelta delta = group.adaptation().of(module);
            if (delta != null) {
                addTo(rows(y, group), rows(x, group), delta, group.strengths());
            }
        }
        return y;
    }

    private void addTo(NDArray y, NDArray x, ModuleDelta delta, NDArray strengths) {
        NDArray a = delta.a();
        NDArray full = delta.full();
        NDArray bias = delta.bias();
        addGain(y, delta, strengths);
        if (a != null) {
            kernels.addLowRank(y, x, a, required(delta.b()), strengths);
        }
        if (full != null) {
            y.addi(Linear.of(x, full, null).mul(strengths));
        }
        if (bias != null) {
            y.addi(strengths.mul(bias));
        }
    }

    @Override
    public Tensor layerNorm(ModuleSpec module, Tensor x, double epsilon) {
        NDArray input = DjlTensor.of(x);
        Shape shape = input.getShape();
        Shape runs = new Shape(shape.get(0), -1).addAll(new Shape(module.shape()));
        NDArray y = layerNorm(module, module.rows() == shape.get(2) ? input : input.reshape(runs), epsilon);
        return new DjlTensor(y.reshape(shape));
    }

    /** {@code x} is {@code [rows, runs, channels]} or {@code [rows, time, heads, channels]}. */
    private NDArray layerNorm(ModuleSpec module, NDArray x, double epsilon) {
        var own = weights.of(module);
        NDArray y = kernels.layerNorm(x, own.weight(), own.bias(), epsilon);
        if (groups.stream().allMatch(group -> group.adaptation().of(module) == null)) {
            return y;
        }
        NDArray sum = y.duplicate(); // results of the op pack cannot be written to
        for (RowGroup group : groups) {
            ModuleDelta delta = group.adaptation().of(module);
            if (delta != null) {
                // a norm is linear in its weight and its bias together
                NDArray full =
                        delta.full() == null ? x.getManager().zeros(own.weight().getShape()) : delta.full();
                NDArray term = kernels.layerNorm(rows(x, group), full, delta.bias(), epsilon);
                rows(sum, group).addi(term.mul(strengths(group, x.getShape().dimension())));
            }
        }
        return sum;
    }

    private static NDArray strengths(RowGroup group, int dimensions) {
        return dimensions == 3
                ? group.strengths()
                : group.strengths().reshape(group.strengths().size(), 1, 1, 1);
    }

    @Override
    public Tensor rmsNorm(ModuleSpec module, Tensor x, double epsilon, double offset) {
        NDArray input = DjlTensor.of(x);
        Shape shape = input.getShape();
        long width = module.rows();
        NDArray runs = shape.get(2) == width ? input : input.reshape(shape.get(0), -1, width);
        return new DjlTensor(rmsNorm(module, runs, epsilon, offset).reshape(shape));
    }

    /** {@code x} is {@code [rows, runs, channels]}. */
    private NDArray rmsNorm(ModuleSpec module, NDArray x, double epsilon, double offset) {
        NDArray weight = weights.of(module).weight();
        if (groups.stream().allMatch(group -> group.adaptation().of(module) == null)) {
            return kernels.rmsNorm(x, weight, epsilon, offset);
        }
        NDArray y = kernels.rmsNorm(x, weight, epsilon, offset).duplicate();
        for (RowGroup group : groups) {
            ModuleDelta delta = group.adaptation().of(module);
            if (delta != null) {
                // a norm is linear in its weight
                rows(y, group)
                        .addi(kernels.rmsNorm(rows(x, group), required(delta.full()), epsilon, 0)
                                .mul(group.strengths()));
            }
        }
        return y;
    }

    @Override
    public Tensor attend(AttentionSpec spec, Tensor q, Tensor k, Tensor v) {
        return new DjlTensor(attention.attend(spec, DjlTensor.of(q), DjlTensor.of(k), DjlTensor.of(v)));
    }

    @Override
    public Tensor activate(Activation activation, Tensor x) {
        return new DjlTensor(kernels.activate(activation, DjlTensor.of(x)));
    }

    @Override
    public Tensor gated(Activation activation, Tensor gate, Tensor up) {
        return new DjlTensor(kernels.gated(activation, DjlTensor.of(gate), DjlTensor.of(up)));
    }

    @Override
    public Tensor scale(Tensor x, double factor) {
        NDArray array = DjlTensor.of(x);
        return new DjlTensor(array.mul(array.getManager().create((float) factor)));
    }

    @Override
    public Tensor softcap(Tensor x, double cap) {
        return new DjlTensor(kernels.softcap(DjlTensor.of(x), cap));
    }

    @Override
    public Tensor slice(Tensor x, int from, int to) {
        return new DjlTensor(TorchEngine.slots(DjlTensor.of(x), 2, from, to));
    }

    @Override
    public Tensor sliceHeads(Tensor x, int heads, int part, int parts) {
        NDArray array = DjlTensor.of(x);
        Shape shape = array.getShape();
        int width = (int) (shape.get(2) / heads / parts);
        NDArray perHead = array.reshape(shape.get(0), shape.get(1), heads, -1);
        return new DjlTensor(TorchEngine.slots(perHead, 3, part * width, (part + 1) * width)
                .reshape(shape.get(0), shape.get(1), -1));
    }

    @Override
    public Tensor concat(List<Tensor> xs) {
        return new DjlTensor(
                NDArrays.concat(new NDList(xs.stream().map(DjlTensor::of).toList()), 2));
    }

    @Override
    public Tensor add(Tensor x, Tensor y) {
        return new DjlTensor(DjlTensor.of(x).add(DjlTensor.of(y)));
    }

    @Override
    public Tensor block(Tensor x, UnaryOperator<Tensor> body) {
        try (NDManager scratch = manager.newSubManager()) {
            // results go where the first operand is
            DjlTensor.of(x).attach(scratch);
            Tensor result = body.apply(x);
            DjlTensor.of(result).attach(manager);
            return result;
        }
    }

    /** A view of a group's rows. */
    private static NDArray rows(NDArray x, RowGroup group) {
        return group.from() == 0 && group.to() == x.getShape().get(0)
                ? x
                : TorchEngine.rows(x, group.from(), group.to());
    }

    private static NDArray required(@Nullable NDArray array) {
        return java.util.Objects.requireNonNull(array);
    }

    @Override
    public void close() {
        manager.close();
    }
}
