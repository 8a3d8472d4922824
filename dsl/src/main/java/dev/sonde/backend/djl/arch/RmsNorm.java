package dev.sonde.backend.djl.arch;

import java.util.List;

/**
 * (offset + w) x / sqrt(mean(x²) + epsilon).
 *
 * @param module its width tells over how many channels
 * @param offset 0, or 1 where the stored weights are differences from 1
 */
record RmsNorm(ModuleSpec module, double epsilon, double offset) implements Sublayer {

    @Override
    public Tensor of(TensorOps ops, Tensor x) {
        return ops.rmsNorm(module, x, epsilon, offset);
    }

    @Override
    public List<ModuleSpec> modules() {
        return List.of(module);
    }
}
