package dev.sonde.backend.djl.arch;

import java.util.List;

/**
 * x + multiplier * body(x).
 *
 * @param body with the norms before and behind it
 */
record Residual(Sublayer body, double multiplier) implements Sublayer {

    @Override
    public Tensor of(TensorOps ops, Tensor x) {
        Tensor y = body.of(ops, x);
        return ops.add(x, multiplier == 1 ? y : ops.scale(y, multiplier));
    }

    @Override
    public List<ModuleSpec> modules() {
        return body.modules();
    }
}
