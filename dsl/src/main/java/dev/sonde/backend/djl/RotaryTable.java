package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.sonde.backend.djl.arch.RotarySpec;

/**
 * Cosines and sines of a batch's positions, {@code [1 or rows, 1, time, width]}, made by the engine in fp32 like the
 * reference implementation's.
 *
 * @param width how many channels of a head turn
 */
record RotaryTable(int width, NDArray cosine, NDArray sine) {

    /**
     * The table for {@code positions}.
     *
     * @param positions {@code [1 or rows, 1, time, 1]}; also decides who owns the table
     */
    static RotaryTable of(RotarySpec spec, NDArray positions) {
        NDManager manager = positions.getManager();
        float[] frequencies = spec.scaling().stretch().apply(frequencies(spec, manager));
        NDArray half = positions.mul(manager.create(frequencies));
        NDArray angles = NDArrays.concat(new NDList(half, half), -1);
        if (spec.scaling().attentionFactor() == 1) {
            return new RotaryTable(spec.width(), angles.cos(), angles.sin());
        }
        NDArray factor = manager.create((float) spec.scaling().attentionFactor());
        return new RotaryTable(
                spec.width(), angles.cos().mul(factor), angles.sin().mul(factor));
    }

    private static float[] frequencies(RotarySpec spec, NDManager manager) {
        NDArray exponents = manager.arange(0, spec.width(), 2)
                .toType(DataType.FLOAT32, false)
                .div(manager.create((float) spec.width()));
        NDArray powers = manager.create((float) spec.base()).pow(exponents);
        return manager.create(1f).div(powers).toFloatArray();
    }
}
