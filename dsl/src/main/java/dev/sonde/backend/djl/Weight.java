package dev.sonde.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A weight of the base model, to be computed with in fp32. */
interface Weight {

    /** Rows and columns, or the length of a vector. */
    Shape shape();

    Device device();

    /** Lends all of it to {@code use}, whose result is given back; the array is gone, or not its own, afterwards. */
    <T> T lend(Function<NDArray, T> use);

    /** The rows of {@code ids}; the result belongs to their manager. */
    NDArray rows(NDArray ids);

    /** x Wᵀ + b; the result belongs to the manager of {@code x}. */
    default NDArray linear(NDArray x, @Nullable NDArray bias) {
        return lend(weight -> Linear.of(x, weight, bias));
    }
}
