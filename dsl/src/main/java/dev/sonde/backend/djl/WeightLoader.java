package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.sonde.backend.djl.arch.ModuleSpec;
import dev.sonde.stop.StopPoint;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Brings stored tensors into the engine as fp32: F32 is mapped without a copy, BF16 and F16 are widened by rows, or
 * mapped as they are and widened at each use.
 *
 * <p>A mapped weight is read-only memory: an in-place operation on it would end the JVM.
 */
final class WeightLoader {

    /** For {@link StopPoint}. */
    static final String WORK = "during the loading of a model";

    private static final long LARGEST_MAPPED = Integer.MAX_VALUE;
    private static final long CHUNK_ELEMENTS = 16L << 20;

    private final NDManager manager;
    private final Optional<HalfFiles> halves;

    /** Widens all that it loads. */
    WeightLoader(NDManager manager) {
        this(manager, Optional.empty());
    }

    /** Leaves matrices of two bytes an element as they are, if {@code halves} is there. */
    WeightLoader(NDManager manager, Optional<HalfFiles> halves) {
        this.manager = manager;
        this.halves = halves;
    }

    /**
     * A tensor with its norm.
     *
     * @param norm Frobenius norm
     */
    record Loaded(NDArray array, double norm) {}

    /**
     * A weight with its norm.
     *
     * @param norm Frobenius norm
     */
    record Kept(Weight weight, double norm) {}

    /**
     * Loads {@code tensor}.
     *
     * @throws dev.sonde.backend.BackendException if it has another shape, a type that is no float, or NaN or infinity in it
     */
    Loaded load(StoredTensor tensor, List<Long> shape) {
        requireShape(tensor, shape);
        return load(tensor);
    }

    private static void requireShape(StoredTensor tensor, List<Long> shape) {
        if (!tensor.shape().equals(shape)) {
            throw ModelFileErrors.shape(tensor, shape);
        }
    }

    /** Loads {@code tensor} in whatever shape it has. */
    Loaded load(StoredTensor tensor) {
        if (!tensor.type().readable()) {
            throw ModelFileErrors.typeUnsupported(tensor);
        }
        NDArray array = mappable(tensor) ? map(tensor) : widen(tensor);
        return new Loaded(array, finiteNorm(tensor, array));
    }

    /** Loads a module's weight as {@code [out, in]}: a view where the file has it the other way round. */
    Kept weight(ModuleSpec module, StoredTensor tensor) {
        if (halves.isPresent() && !module.transposed() && HalfFiles.fits(tensor)) {
            requireShape(tensor, module.storedShape());
            HalfWeight weight = halves.get().matrix(tensor);
            return new Kept(weight, weight.lend(wide -> finiteNorm(tensor, wide)));
        }
        Loaded wide = load(tensor, module.storedShape());
        NDArray array = module.transposed() ? wide.array().transpose() : wide.array();
        return new Kept(new WideWeight(array), wide.norm());
    }

    private boolean mappable(StoredTensor tensor) {
        return tensor.type() == StoredType.F32
                && tensor.length() <= LARGEST_MAPPED
                && tensor.offset() % Float.BYTES == 0
                && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                && !manager.getDevice().isGpu();
    }

    private NDArray map(StoredTensor tensor) {
        return manager.create(tensor.map(0, tensor.elements()), shape(tensor), DataType.FLOAT32);
    }

    /** Straight into the engine's memory: neither the heap nor the limit of direct buffers is asked for room. */
    private NDArray widen(StoredTensor tensor) {
        if (manager.getDevice().isGpu()
                || tensor.elements() == 0
                || tensor.shape().isEmpty()) {
            return manager.create(tensor.floats(), shape(tensor));
        }
        NDArray array = manager.create(shape(tensor), DataType.FLOAT32);
        long rows = tensor.shape().get(0);
        long rowLength = tensor.elements() / rows;
        long step = Math.max(1, CHUNK_ELEMENTS / rowLength);
        for (long row = 0; row < rows; row += step) {
            StopPoint.pass(WORK);
            long end = Math.min(rows, row + step);
            try (NDArray slice = array.get(row + ":" + end)) {
                tensor.read(row * rowLength, floats(slice));
            }
        }
        return array;
    }

    private static FloatBuffer floats(NDArray array) {
        return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    private static Shape shape(StoredTensor tensor) {
        return new Shape(tensor.shape());
    }

    /** One native pass serves two ends: NaN or infinity anywhere makes the norm NaN or infinite. */
    private static double finiteNorm(StoredTensor tensor, NDArray array) {
        double norm;
        try (NDArray result = array.norm()) {
            norm = result.getFloat();
        }
        if (!Double.isFinite(norm)) {
            refuseNonFinite(tensor);
        }
        return norm;
    }

    private static void refuseNonFinite(StoredTensor tensor) {
        for (long first = 0; first < tensor.elements(); first += CHUNK_ELEMENTS) {
            StopPoint.pass(WORK);
            int count = (int) Math.min(CHUNK_ELEMENTS, tensor.elements() - first);
            FloatBuffer values = FloatBuffer.allocate(count);
            tensor.read(first, values);
            for (float value : values.array()) {
                if (!Float.isFinite(value)) {
                    throw ModelFileErrors.nonFinite(tensor, value);
                }
            }
        }
    }
}
