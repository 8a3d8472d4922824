package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.OptionalInt;

/** What is added to attention scores so that no token sees a later one: 0 or minus infinity. */
final class CausalMask {
    private CausalMask() {}

    /**
     * {@code [1, 1, time, time]}.
     *
     * @param window how many tokens back are seen, the own one included; empty for all
     */
    static NDArray square(NDManager manager, int time, OptionalInt window) {
        float[] values = new float[time * time];
        for (int row = 0; row < time; row++) {
            Arrays.fill(values, row * time + row + 1, (row + 1) * time, Float.NEGATIVE_INFINITY);
            int unseen = Math.max(0, row + 1 - window.orElse(time));
            Arrays.fill(values, row * time, row * time + unseen, Float.NEGATIVE_INFINITY);
        }
        return manager.create(values, new Shape(1, 1, time, time));
    }
}
