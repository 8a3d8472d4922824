package dev.sonde.backend.djl.arch;

import java.util.List;
import java.util.stream.Stream;

/**
 * x + attention(norm(x)) + mlp(norm(x)).
 *
 * @param norm what both read; {@link Chain#NONE} where each has a norm of its own
 */
record ParallelResidual(Sublayer norm, Sublayer attention, Sublayer mlp) implements Sublayer {

    @Override
    public Tensor of(TensorOps ops, Tensor x) {
        Tensor normed = norm.of(ops, x);
        return ops.add(ops.add(attention.of(ops, normed), mlp.of(ops, normed)), x);
    }

    @Override
    public List<ModuleSpec> modules() {
        return Stream.of(norm, attention, mlp)
                .flatMap(part -> part.modules().stream())
                .toList();
    }
}
