package dev.sonde.backend.djl.arch;

import java.util.ArrayList;
import java.util.List;

/**
 * A layer norm for each head, each a module of its own.
 *
 * @param modules one for each head, of the head's width
 */
record NormPerHead(List<ModuleSpec> modules, double epsilon) implements Sublayer {

    static NormPerHead of(String name, int heads, int headWidth, double epsilon) {
        List<ModuleSpec> modules = new ArrayList<>();
        for (int head = 0; head < heads; head++) {
            modules.add(ModuleSpec.norm(name + ".norms." + head, headWidth));
        }
        return new NormPerHead(List.copyOf(modules), epsilon);
    }

    @Override
    public Tensor of(TensorOps ops, Tensor x) {
        List<Tensor> normed = new ArrayList<>();
        int from = 0;
        for (ModuleSpec module : modules) {
            int to = from + (int) module.rows();
            normed.add(ops.layerNorm(module, ops.slice(x, from, to), epsilon));
            from = to;
        }
        return ops.concat(normed);
    }
}
