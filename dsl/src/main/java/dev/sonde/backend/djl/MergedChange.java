package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sonde.backend.MergedType;
import dev.sonde.backend.djl.ModelWeights.ModuleWeights;
import dev.sonde.backend.djl.arch.ModuleSpec;
import dev.sonde.stop.StopPoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a module's change once it is added to the base weight and the sum is rounded: the rounded sum less the
 * base weight, so that it is applied like any other change.
 */
final class MergedChange {

    private final ModuleSpec module;
    private final ModuleWeights base;
    private final MergedType type;
    private final NDManager scratch;

    /** Of one module; what is made on the way belongs to {@code scratch}. */
    MergedChange(ModuleSpec module, ModuleWeights base, MergedType type, NDManager scratch) {
        this.module = module;
        this.base = base;
        this.type = type;
        this.scratch = scratch;
    }

    /** The rounded counterpart of {@code change}; its arrays belong to {@code manager}. */
    WeightChange of(ModuleDelta change, NDManager manager) {
        NDArray full = null;
        if (change.a() != null || change.full() != null || change.gain() != null) {
            float[] left = base.weight().lend(weight -> left(weight, change));
            full = manager.create(left, base.weight().shape());
        }
        return new WeightChange(module, null, full, bias(change), null);
    }

    private float[] left(NDArray weight, ModuleDelta change) {
        NDArray copy = scratch.zeros(weight.getShape()).addi(weight); // contiguous, and not where nothing may stay
        float[] before = copy.toFloatArray();
        float[] left = copy.addi(sum(weight, change)).toFloatArray();
        for (int i = 0; i < left.length; i++) {
            StopPoint.pass("during the merging of an adapter", i);
            left[i] = type.rounded(left[i]) - before[i];
        }
        return left;
    }

    private NDArray sum(NDArray weight, ModuleDelta change) {
        boolean table = module.kind() == ModuleSpec.Kind.EMBEDDING;
        NDArray sum = scratch.zeros(weight.getShape());
        NDArray a = change.a();
        NDArray gain = change.gain();
        NDArray full = change.full();
        if (a != null) {
            NDArray b = Objects.requireNonNull(change.b());
            sum.addi(table ? Linear.of(a, b, null) : b.matMul(a));
        }
        if (full != null) {
            sum.addi(full);
        }
        if (gain != null) {
            Shape channels = table ? new Shape(1, gain.size()) : new Shape(gain.size(), 1);
            sum.addi(gain.reshape(channels).mul(weight));
        }
        return sum;
    }

    /** Null where nothing is added to the output's bias. */
    private float @Nullable [] bias(ModuleDelta change) {
        NDArray added = change.bias();
        if (added == null) {
            return null;
        }
        NDArray own = base.bias();
        float[] left = added.toFloatArray();
        float[] before = own == null ? new float[left.length] : own.toFloatArray();
        float[] gain = change.gain() == null
                ? new float[left.length]
                : Objects.requireNonNull(change.gain()).toFloatArray();
        for (int i = 0; i < left.length; i++) {
            left[i] = type.rounded(before[i] + before[i] * gain[i] + left[i]) - before[i];
        }
        return left;
    }
}
