package dev.sonde.backend.djl.reference;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Weights by name; linear ones as [out][in] whatever the file's layout, the adapter's part added. */
record Weights(Map<String, double[][]> tensors) {

    boolean has(String name) {
        return tensors.containsKey(name);
    }

    double[][] matrix(String name) {
        double[][] found = tensors.get(name);
        if (found == null) {
            throw new IllegalArgumentException("No tensor '" + name + "'");
        }
        return found;
    }

    double[] vector(String name) {
        return matrix(name)[0];
    }

    double @Nullable [] bias(String module) {
        double[][] found = tensors.get(module + ".bias");
        return found == null ? null : found[0];
    }

    /** The module {@code name} applied to each row. */
    double[][] linear(String name, double[][] x) {
        return Rows.linear(x, matrix(name + ".weight"), bias(name));
    }
}
