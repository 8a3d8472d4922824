package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where the nodes of a batch of trees stand and which of them see each other.
 *
 * @param trees one a row
 * @param width nodes of a padded row
 */
record Branches(List<TokenTree> trees, int width) {

    /** Some of the rows, in the order given. */
    Branches only(int... rows) {
        return new Branches(Arrays.stream(rows).mapToObj(trees::get).toList(), width);
    }

    /** The position of each node in its text, {@code [rows, 1, width, 1]}. */
    NDArray positions(NDManager manager) {
        float[] positions = new float[trees.size() * width];
        for (int row = 0; row < trees.size(); row++) {
            int[] depths = trees.get(row).depths();
            for (int node = 0; node < depths.length; node++) {
                positions[row * width + node] = depths[node];
            }
        }
        return manager.create(positions, new Shape(trees.size(), 1, width, 1));
    }

    /**
     * Hides from each node all but itself and its ancestors, {@code [rows, 1, width, width]}. Padding sees itself, so that
     * it stays finite.
     *
     * @param window how many tokens back are seen, the own one included; empty for all
     */
    NDArray mask(NDManager manager, OptionalInt window) {
        float[] mask = new float[trees.size() * width * width];
        Arrays.fill(mask, Float.NEGATIVE_INFINITY);
        for (int row = 0; row < trees.size(); row++) {
            for (int node = 0; node < width; node++) {
                int from = (row * width + node) * width;
                mask[from + node] = 0;
                open(trees.get(row), node, window.orElse(width), mask, from);
            }
        }
        return manager.create(mask, new Shape(trees.size(), 1, width, width));
    }

    private static void open(TokenTree tree, int node, int window, float[] mask, int from) {
        int seen = node < tree.size() ? node : -1;
        for (int back = 0; seen >= 0 && back < window; back++) {
            mask[from + seen] = 0;
            seen = tree.parents()[seen];
        }
    }
}
