package dev.sonde.backend.djl.arch;

import java.util.List;

/**
 * w (x - mean(x)) / sqrt(variance(x) + epsilon) + b.
 *
 * @param module its last axis tells over how many channels
 */
record LayerNorm(ModuleSpec module, double epsilon) implements Sublayer {

    @Override
    public Tensor of(TensorOps ops, Tensor x) {
        return ops.layerNorm(module, x, epsilon);
    }

    @Override
    public List<ModuleSpec> modules() {
        return List.of(module);
    }
}
