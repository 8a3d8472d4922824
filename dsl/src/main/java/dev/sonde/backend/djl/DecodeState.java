package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

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

    /** The same for some of the rows; this one is used up. */
    DecodeState only(int[] rows) {
        return new DecodeState(
                cache.only(rows), Arrays.stream(rows).mapToObj(lengths::get).toList(), width);
    }

    /** Tokens of each row with the one that comes in now. */
    List<Integer> lengthsSoFar() {
        return lengths.stream().map(length -> length + cache.used() + 1 - width).toList();
    }

    /** The position of each row's next token, {@code [rows, 1, 1, 1]}. */
    NDArray positions(NDManager manager) {
        float[] positions = new float[lengths.size()];
        for (int row = 0; row < positions.length; row++) {
            positions[row] = position(row, cache.used());
        }
        return manager.create(positions, new Shape(positions.length, 1, 1, 1));
    }

    private int position(int row, int slot) {
        return slot < width ? slot : lengths.get(row) + slot - width;
    }

    /**
     * Hides from each row's next token the row's padding and what lies before its window, {@code [rows, 1, 1, keys]}.
     *
     * @param window how many tokens back are seen, the own one included; empty for all
     */
    NDArray mask(NDManager manager, OptionalInt window) {
        int keys = cache.used() + 1;
        float[] mask = new float[lengths.size() * keys];
        for (int i = 0; i < mask.length; i++) {
            int row = i / keys;
            int slot = i % keys;
            boolean padding = slot >= lengths.get(row) && slot < width;
            int back = position(row, cache.used()) - position(row, slot);
            mask[i] = padding || back >= window.orElse(keys) ? Float.NEGATIVE_INFINITY : 0;
        }
        return manager.create(mask, new Shape(lengths.size(), 1, 1, keys));
    }
}
