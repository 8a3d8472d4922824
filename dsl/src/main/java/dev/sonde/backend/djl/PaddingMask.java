package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;

/** What is added to attention scores so that no token sees the padding: 0 or minus infinity. */
final class PaddingMask {
    private PaddingMask() {}

    /**
     * {@code [rows, 1, 1, time]}.
     *
     * @param lengths tokens of each row, at least 1
     */
    static NDArray of(NDManager manager, List<Integer> lengths, int time) {
        float[] values = new float[lengths.size() * time];
        for (int row = 0; row < lengths.size(); row++) {
            Arrays.fill(values, row * time + lengths.get(row), (row + 1) * time, Float.NEGATIVE_INFINITY);
        }
        return manager.create(values, new Shape(lengths.size(), 1, 1, time));
    }
}
