package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sonde.backend.djl.arch.Activation;
import dev.sonde.backend.djl.arch.AttentionSpec;
import dev.sonde.backend.djl.arch.ModuleSpec;
import dev.sonde.backend.djl.arch.Tensor;
import dev.sonde.backend.djl.arch.TensorOps;
import dev.sonde.stop.StopPoint;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One forward pass over one batch.
 *
 * <p>A tensor has a row for each row of the batch, or, until the first module that an adapter changes, one for each distinct
 * text ({@link SharedRows}); where two of them meet, the smaller is spread.
 *
 * <p>An interrupt ends it before the next linear layer or attention, with a {@link
 * java.util.concurrent.CancellationException}; closing it then frees all that it made, as after a whole pass.
 */
final class ForwardPass implements TensorOps, AutoCloseable {

    /** For {@link StopPoint}. */
    static final String WORK = "during a forward pass";

    private final Kernels kernels;
    private final NDManager manager;
    private final SharedRows rows;
    private final AdaptedModules modules;
    private final NDArray ids; // [distinct rows, time]
    private final AttentionPass distinct;
    private final AttentionPass all;

    /** Prepares a pass over {@code batch}; everything it makes belongs to a sub-manager of {@code work}. */
    ForwardPass(ModelWeights weights, Kernels kernels, NDManager work, PaddedRows batch) {
        this(weights, kernels, work, SharedRows.of(batch), null);
    }

    /** Prepares a pass that fills {@code cache}, or goes on from it with one token a row. */
    ForwardPass(ModelWeights weights, Kernels kernels, NDManager work, PaddedRows batch, DecodeState decode) {
        this(weights, kernels, work, SharedRows.none(batch), decode);
    }

    private ForwardPass(
            ModelWeights weights, Kernels kernels, NDManager work, SharedRows rows, @Nullable DecodeState decode) {
        this.kernels = kernels;
        this.rows = rows;
        manager = work.newSubManager();
        PaddedRows texts = rows.distinct();
        modules = new AdaptedModules(
                weights, kernels, rows, RowGroup.of(rows.batch().views(), manager));
        ids = manager.create(texts.ids(), new Shape(texts.rows(), texts.width()));
        all = new AttentionPass(kernels, manager, rows.batch(), decode);
        distinct = texts == rows.batch() ? all : new AttentionPass(kernels, manager, texts, null);
    }

    NDManager manager() {
        return manager;
    }

    AdaptedModules modules() {
        return modules;
    }

    /** {@code x} with a row for each row of the batch. */
    NDArray everyRow(Tensor x) {
        return rows.spread(DjlTensor.of(x));
    }

    @Override
    public Tensor embed(ModuleSpec module) {
        return new DjlTensor(modules.embed(module, ids));
    }

    @Override
    public Tensor embedPositions(ModuleSpec module) {
        return new DjlTensor(modules.embed(module, distinct.places((int) module.rows())));
    }

    @Override
    public Tensor embedFirst(ModuleSpec module) {
        return new DjlTensor(modules.embed(module, ids.zerosLike()));
    }

    @Override
    public Tensor linear(ModuleSpec module, Tensor x) {
        StopPoint.pass(WORK);
        return new DjlTensor(modules.linear(module, DjlTensor.of(x)));
    }

    @Override
    public Tensor layerNorm(ModuleSpec module, Tensor x, double epsilon) {
        NDArray input = DjlTensor.of(x);
        Shape shape = input.getShape();
        Shape runs = new Shape(shape.get(0), -1).addAll(new Shape(module.shape()));
        NDArray y = modules.layerNorm(module, module.rows() == shape.get(2) ? input : input.reshape(runs), epsilon);
        return new DjlTensor(y.reshape(-1, shape.get(1), shape.get(2)));
    }

    @Override
    public Tensor rmsNorm(ModuleSpec module, Tensor x, double epsilon, double offset) {
        NDArray input = DjlTensor.of(x);
        Shape shape = input.getShape();
        long width = module.rows();
        NDArray runs = shape.get(2) == width ? input : input.reshape(shape.get(0), -1, width);
        return new DjlTensor(modules.rmsNorm(module, runs, epsilon, offset).reshape(-1, shape.get(1), shape.get(2)));
    }

    @Override
    public Tensor attend(AttentionSpec spec, Tensor q, Tensor k, Tensor v) {
        StopPoint.pass(WORK);
        List<NDArray> even = even(List.of(q, k, v));
        AttentionPass attention = even.get(0).getShape().get(0) == rows.places().length ? all : distinct;
        return new DjlTensor(attention.attend(spec, even.get(0), even.get(1), even.get(2)));
    }

    @Override
    public Tensor activate(Activation activation, Tensor x) {
        return new DjlTensor(kernels.activate(activation, DjlTensor.of(x)));
    }

    @Override
    public Tensor gated(Activation activation, Tensor gate, Tensor up) {
        List<NDArray> even = even(List.of(gate, up));
        return new DjlTensor(kernels.gated(activation, even.get(0), even.get(1)));
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
        return new DjlTensor(NDArrays.concat(new NDList(even(xs)), 2));
    }

    @Override
    public Tensor add(Tensor x, Tensor y) {
        List<NDArray> even = even(List.of(x, y));
        return new DjlTensor(even.get(0).add(even.get(1)));
    }

    /** The tensors with the same rows: spread if one of them is. */
    private List<NDArray> even(List<Tensor> tensors) {
        List<NDArray> arrays = tensors.stream().map(DjlTensor::of).toList();
        boolean same =
                arrays.stream().map(array -> array.getShape().get(0)).distinct().count() == 1;
        return same ? arrays : arrays.stream().map(rows::spread).toList();
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

    @Override
    public void close() {
        manager.close();
    }
}
