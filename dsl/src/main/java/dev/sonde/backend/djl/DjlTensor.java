package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import dev.sonde.backend.djl.arch.Tensor;

/** The engine's tensor behind the border of the model families. */
record DjlTensor(NDArray array) implements Tensor {

    static NDArray of(Tensor tensor) {
        return ((DjlTensor) tensor).array;
    }
}
