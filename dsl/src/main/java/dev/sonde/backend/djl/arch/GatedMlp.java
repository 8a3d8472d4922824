package dev.sonde.backend.djl.arch;

import java.util.ArrayList;
import java.util.List;

/**
 * output(activation(gate x) * up x).
 *
 * @param input gate and up
 */
record GatedMlp(Projections input, Activation activation, ModuleSpec output) implements Sublayer {

    @Override
    public Tensor of(TensorOps ops, Tensor x) {
        List<Tensor> parts = input.of(ops, x);
        return ops.linear(output, ops.gated(activation, parts.get(0), parts.get(1)));
    }

    @Override
    public List<ModuleSpec> modules() {
        List<ModuleSpec> modules = new ArrayList<>(input.modules());
        modules.add(output);
        return modules;
    }
}
