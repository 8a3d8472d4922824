package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.sonde.backend.djl.arch.RotarySpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cosines and sines of a batch's positions, {@code [1 or rows, 1, time, width]}, made by the engine in fp32 like the
 * reference implementation's.
 *
 * @param width how many channels of a head turn
 * @param interleaved whether a channel turns with its neighbour
 */
record RotaryTable(int width, boolean interleaved, NDArray cosine, NDArray sine) {

    /** 0, 1, 2 and so on, {@code [1, 1, time, 1]}. */
    static NDArray positions(NDManager manager, int time) {
        return manager.arange(time).toType(DataType.FLOAT32, false).reshape(1, 1, time, 1);
    }

    /**
     * The table for {@code positions}.
     *
     * @param positions {@code [1 or rows, 1, time, 1]}; also decides who owns the table
     * @param lengths of the text of each row
     */
    static RotaryTable of(RotarySpec spec, NDArray positions, List<Integer> lengths) {
        NDManager manager = positions.getManager();
        NDArray half = positions.mul(frequencies(spec, lengths, manager));
        int width = 2 * (int) half.getShape().get(3);
        NDArray angles = spec.interleaved()
                ? NDArrays.stack(new NDList(half, half), 4)
                        .reshape(half.getShape().get(0), 1, half.getShape().get(2), width)
                : NDArrays.concat(new NDList(half, half), -1);
        if (spec.scaling().attentionFactor() == 1) {
            return new RotaryTable(width, spec.interleaved(), angles.cos(), angles.sin());
        }
        NDArray factor = manager.create((float) spec.scaling().attentionFactor());
        return new RotaryTable(
                width,
                spec.interleaved(),
                angles.cos().mul(factor),
                angles.sin().mul(factor));
    }

    /** {@code [1 or rows, 1, 1, width / 2]}. */
    private static NDArray frequencies(RotarySpec spec, List<Integer> lengths, NDManager manager) {
        List<Integer> distinct = spec.byLength() ? lengths : lengths.subList(0, 1);
        Map<Integer, float[]> known = new HashMap<>();
        NDList rows = new NDList();
        for (int length : distinct) {
            float[] own = known.computeIfAbsent(
                    length, key -> spec.frequencies(base -> plain(spec.width(), base, manager), key));
            rows.add(manager.create(own, new Shape(1, 1, 1, own.length)));
        }
        return rows.size() == 1 ? rows.get(0) : NDArrays.concat(rows, 0);
    }

    /** base^(-2i / width). */
    private static float[] plain(int width, double base, NDManager manager) {
        NDArray exponents =
                manager.arange(0, width, 2).toType(DataType.FLOAT32, false).div(manager.create((float) width));
        NDArray powers = manager.create((float) base).pow(exponents);
        return manager.create(1f).div(powers).toFloatArray();
    }
}
