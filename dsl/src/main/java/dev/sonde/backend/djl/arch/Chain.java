package dev.sonde.backend.djl.arch;

import java.util.List;

/**
 * Steps one after another; none at all gives the input back.
 *
 * @param steps in order
 */
record Chain(List<Sublayer> steps) implements Sublayer {

    /** Nothing. */
    static final Chain NONE = new Chain(List.of());

    static Chain of(Sublayer... steps) {
        return new Chain(List.of(steps));
    }

    @Override
    public Tensor of(TensorOps ops, Tensor x) {
        Tensor y = x;
        for (Sublayer step : steps) {
            y = step.of(ops, y);
        }
        return y;
    }

    @Override
    public List<ModuleSpec> modules() {
        return steps.stream().flatMap(step -> step.modules().stream()).toList();
    }
}
