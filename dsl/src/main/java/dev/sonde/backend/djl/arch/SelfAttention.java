package dev.sonde.backend.djl.arch;

import java.util.ArrayList;
import java.util.List;

/**
 * Attention between its projections.
 *
 * @param input queries, keys, values
 * @param queryNorm applied to the queries before they are turned
 * @param keyNorm applied to the keys before they are turned
 */
record SelfAttention(Projections input, Sublayer queryNorm, Sublayer keyNorm, ModuleSpec output, AttentionSpec spec)
        implements Sublayer {

    /** Attention without norms inside. */
    static SelfAttention plain(Projections input, ModuleSpec output, AttentionSpec spec) {
        return new SelfAttention(input, Chain.NONE, Chain.NONE, output, spec);
    }

    @Override
    public Tensor of(TensorOps ops, Tensor x) {
        List<Tensor> parts = input.of(ops, x);
        Tensor attended =
                ops.attend(spec, queryNorm.of(ops, parts.get(0)), keyNorm.of(ops, parts.get(1)), parts.get(2));
        return ops.linear(output, attended);
    }

    @Override
    public List<ModuleSpec> modules() {
        List<ModuleSpec> modules = new ArrayList<>(input.modules());
        modules.add(output);
        modules.addAll(queryNorm.modules());
        modules.addAll(keyNorm.modules());
        return modules;
    }
}
