package dev.sonde.backend.djl.arch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Linear layers that read the same input: each apart, or one whose output is cut.
 *
 * @param modules one for each result, or a single one for all
 * @param widths channels of each result
 * @param fusedHeads how many heads hold the results side by side, each its own part; 1 where the whole output does
 */
record Projections(List<ModuleSpec> modules, List<Integer> widths, int fusedHeads) {

    static Projections apart(ModuleSpec... modules) {
        return new Projections(
                List.of(modules),
                List.of(modules).stream().map(module -> (int) module.rows()).toList(),
                1);
    }

    /** {@code name}'s output holds the results side by side. */
    static Projections fused(String name, int in, boolean bias, Integer... widths) {
        long out = List.of(widths).stream().mapToLong(Integer::longValue).sum();
        return fused(ModuleSpec.linear(name, out, in, bias), widths);
    }

    /** The output of {@code module} holds the results side by side. */
    static Projections fused(ModuleSpec module, Integer... widths) {
        return new Projections(List.of(module), List.of(widths), 1);
    }

    /** Each head of the output of {@code module} holds its share of {@code parts} equal results side by side. */
    static Projections fusedByHead(ModuleSpec module, int heads, int parts) {
        return new Projections(List.of(module), Collections.nCopies(parts, (int) module.rows() / parts), heads);
    }

    List<Tensor> of(TensorOps ops, Tensor x) {
        if (modules.size() == widths.size()) {
            return modules.stream().map(module -> ops.linear(module, x)).toList();
        }
        Tensor all = ops.linear(modules.get(0), x);
        List<Tensor> parts = new ArrayList<>();
        if (fusedHeads > 1) {
            for (int part = 0; part < widths.size(); part++) {
                parts.add(ops.sliceHeads(all, fusedHeads, part, widths.size()));
            }
            return parts;
        }
        int from = 0;
        for (int width : widths) {
            parts.add(ops.slice(all, from, from + width));
            from += width;
        }
        return parts;
    }
}
