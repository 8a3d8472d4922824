package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** What is added to attention scores so that no token sees a later one: 0 or minus infinity. */
final class CausalMask {
    private CausalMask() {}

    /** {@code [1, 1, time, time]}. */
    static NDArray square(NDManager manager, int time) {
        float[] values = new float[time * time];
        for (int row = 0; row < time; row++) {
            Arrays.fill(values, row * time + row + 1, (row + 1) * time, Float.NEGATIVE_INFINITY);
        }
        return manager.create(values, new Shape(1, 1, time, time));
    }
}
