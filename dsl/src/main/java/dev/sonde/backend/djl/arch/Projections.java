package dev.sonde.backend.djl.arch;

import java.util.ArrayList;
import java.util.List;

/**
 * Linear layers that read the same input: each apart, or one whose output is cut.
 *
 * @param modules one for each result, or a single one for all
 * @param widths channels of each result
 */
record Projections(List<ModuleSpec> modules, List<Integer> widths) {

    static Projections apart(ModuleSpec... modules) {
        return new Projections(
                List.of(modules),
                List.of(modules).stream().map(module -> (int) module.rows()).toList());
    }

    /** {@code name}'s output holds the results side by side. */
    static Projections fused(String name, int in, boolean bias, Integer... widths) {
        long out = List.of(widths).stream().mapToLong(Integer::longValue).sum();
        return new Projections(List.of(ModuleSpec.linear(name, out, in, bias)), List.of(widths));
    }

    List<Tensor> of(TensorOps ops, Tensor x) {
        if (modules.size() == widths.size()) {
            return modules.stream().map(module -> ops.linear(module, x)).toList();
        }
        Tensor all = ops.linear(modules.get(0), x);
        List<Tensor> parts = new ArrayList<>();
        int from = 0;
        for (int width : widths) {
            parts.add(ops.slice(all, from, from + width));
            from += width;
        }
        return parts;
    }
}
