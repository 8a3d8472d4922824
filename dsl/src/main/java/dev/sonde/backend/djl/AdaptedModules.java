package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import dev.sonde.backend.djl.arch.ModuleSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a batch's modules give: the base module for all rows at once, and on top of it what each group of rows adds.
 *
 * @param groups the adapted rows of the batch
 */
record AdaptedModules(ModelWeights weights, Kernels kernels, SharedRows rows, List<RowGroup> groups) {

    /** The vectors of {@code ids}, {@code [rows, time]}, of all rows or of the distinct ones. */
    NDArray embed(ModuleSpec module, NDArray ids) {
        NDArray y = weights.of(module).weight().rows(ids);
        if (!changed(module)) {
            return y;
        }
        NDArray all = rows.spread(y);
        NDArray indices = rows.spread(ids);
        for (RowGroup group : groups) {
            ModuleDelta delta = group.adaptation().of(module);
            if (delta != null) {
                addToVectors(rows(all, group), rows(indices, group), delta, group.strengths());
            }
        }
        return all;
    }

    private static void addToVectors(NDArray y, NDArray ids, ModuleDelta delta, NDArray strengths) {
        NDArray a = delta.a();
        NDArray full = delta.full();
        addGain(y, delta, strengths);
        if (a != null) {
            y.addi(Linear.of(WideWeight.rows(ids, a), required(delta.b()), null).mul(strengths));
        }
        if (full != null) {
            y.addi(WideWeight.rows(ids, full).mul(strengths));
        }
    }

    /** On {@code y} as the base module left it. */
    private static void addGain(NDArray y, ModuleDelta delta, NDArray strengths) {
        NDArray gain = delta.gain();
        if (gain != null) {
            y.addi(y.mul(gain).mul(strengths));
        }
    }

    /** x Wᵀ + b and its changes; {@code x} of all rows or of the distinct ones. */
    NDArray linear(ModuleSpec module, NDArray x) {
        NDArray y = base(module, x);
        return changed(module) ? change(module, rows.spread(y), rows.spread(x), groups) : y;
    }

    /** The linear layer over rows that are grouped in another way than the batch: the head over wanted rows. */
    NDArray linear(ModuleSpec module, NDArray x, List<RowGroup> rowGroups) {
        return change(module, base(module, x), x, rowGroups);
    }

    private NDArray base(ModuleSpec module, NDArray x) {
        var own = weights.of(module);
        return own.weight().linear(x, own.bias());
    }

    private NDArray change(ModuleSpec module, NDArray y, NDArray x, List<RowGroup> rowGroups) {
        for (RowGroup group : rowGroups) {
            ModuleDelta delta = group.adaptation().of(module);
            if (delta != null) {
                addTo(rows(y, group), rows(x, group), delta, group.strengths());
            }
        }
        return y;
    }

    private void addTo(NDArray y, NDArray x, ModuleDelta delta, NDArray strengths) {
        NDArray a = delta.a();
        NDArray full = delta.full();
        NDArray bias = delta.bias();
        addGain(y, delta, strengths);
        if (a != null) {
            kernels.addLowRank(y, x, a, required(delta.b()), strengths);
        }
        if (full != null) {
            y.addi(Linear.of(x, full, null).mul(strengths));
        }
        if (bias != null) {
            y.addi(strengths.mul(bias));
        }
    }

    /** Normalised {@code x}, {@code [rows, runs, channels]} or {@code [rows, time, heads, channels]}. */
    NDArray layerNorm(ModuleSpec module, NDArray x, double epsilon) {
        var own = weights.of(module);
        NDArray y = own.weight().lend(weight -> kernels.layerNorm(x, weight, own.bias(), epsilon));
        if (!changed(module)) {
            return y;
        }
        NDArray all = rows.spread(x);
        NDArray sum = rows.spread(y).duplicate(); // results of the op pack cannot be written to
        for (RowGroup group : groups) {
            ModuleDelta delta = group.adaptation().of(module);
            if (delta != null) {
                // a norm is linear in its weight and its bias together
                NDArray full =
                        delta.full() == null ? x.getManager().zeros(own.weight().shape()) : delta.full();
                NDArray term = kernels.layerNorm(rows(all, group), full, delta.bias(), epsilon);
                rows(sum, group).addi(term.mul(strengths(group, x.getShape().dimension())));
            }
        }
        return sum;
    }

    private static NDArray strengths(RowGroup group, int dimensions) {
        return dimensions == 3
                ? group.strengths()
                : group.strengths().reshape(group.strengths().size(), 1, 1, 1);
    }

    /** Normalised {@code x}, {@code [rows, runs, channels]}. */
    NDArray rmsNorm(ModuleSpec module, NDArray x, double epsilon, double offset) {
        NDArray y = weights.of(module).weight().lend(weight -> kernels.rmsNorm(x, weight, epsilon, offset));
        if (!changed(module)) {
            return y;
        }
        NDArray all = rows.spread(x);
        NDArray sum = rows.spread(y).duplicate();
        for (RowGroup group : groups) {
            ModuleDelta delta = group.adaptation().of(module);
            if (delta != null) {
                // a norm is linear in its weight
                rows(sum, group)
                        .addi(kernels.rmsNorm(rows(all, group), required(delta.full()), epsilon, 0)
                                .mul(group.strengths()));
            }
        }
        return sum;
    }

    private boolean changed(ModuleSpec module) {
        return groups.stream().anyMatch(group -> group.adaptation().of(module) != null);
    }

    /** A view of a group's rows. */
    private static NDArray rows(NDArray x, RowGroup group) {
        return group.from() == 0 && group.to() == x.getShape().get(0)
                ? x
                : TorchEngine.rows(x, group.from(), group.to());
    }

    private static NDArray required(@Nullable NDArray array) {
        return java.util.Objects.requireNonNull(array);
    }
}
