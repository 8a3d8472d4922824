package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * How far a generating batch has come.
 *
 * @param cache keys and values so far
 * @param lengths tokens of each row's prompt; what lies behind, up to the longest, is padding
 * @param width of the padded prompts
 */
record DecodeState(KeyValueCache cache, List<Integer> lengths, int width) {

    /** Whether the prompts are through, so that each pass takes one token a row. */
    boolean started() {
        return cache.used() > 0;
    }

    /** The position of each row's next token, {@code [rows, 1, 1, 1]}. */
    NDArray positions(NDManager manager) {
        float[] positions = new float[lengths.size()];
        for (int row = 0; row < positions.length; row++) {
            positions[row] = lengths.get(row) + cache.used() - width;
        }
        return manager.create(positions, new Shape(positions.length, 1, 1, 1));
    }

    /** Hides each row's padding from its next token, {@code [rows, 1, 1, keys]}. */
    NDArray mask(NDManager manager) {
        int keys = cache.used() + 1;
        float[] mask = new float[lengths.size() * keys];
        for (int row = 0; row < lengths.size(); row++) {
            java.util.Arrays.fill(mask, row * keys + lengths.get(row), row * keys + width, Float.NEGATIVE_INFINITY);
        }
        return manager.create(mask, new Shape(lengths.size(), 1, 1, keys));
    }
}
