package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** The engine's linear layer, the one operation that takes nearly all the time. */
final class Linear {
    private Linear() {}

    /** x Wᵀ + b; the result belongs to the manager of {@code x}. */
    static NDArray of(NDArray x, NDArray weight, @Nullable NDArray bias) {
        return x.getNDArrayInternal().linear(x, weight, bias).singletonOrThrow();
    }
}
