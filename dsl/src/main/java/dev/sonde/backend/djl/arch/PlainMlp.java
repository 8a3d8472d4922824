package dev.sonde.backend.djl.arch;

import java.util.List;

/** output(activation(input x)). */
record PlainMlp(ModuleSpec input, Activation activation, ModuleSpec output) implements Sublayer {

    @Override
    public Tensor of(TensorOps ops, Tensor x) {
        return ops.linear(output, ops.activate(activation, ops.linear(input, x)));
    }

    @Override
    public List<ModuleSpec> modules() {
        return List.of(input, output);
    }
}
