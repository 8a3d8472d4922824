package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sonde.backend.djl.ModelWeights.ModuleWeights;
import dev.sonde.backend.djl.arch.ModuleSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Works out from an adapter's tensors by how much each module differs from the base model's. */
final class TrainedChange {

    private final ModuleSpec module;
    private final AdapterModule stored;
    private final ModuleWeights base;
    private final NDManager manager;

    /** The change of one module; its arrays will belong to {@code manager}. */
    TrainedChange(AdapterModule stored, ModuleWeights base, NDManager manager) {
        module = stored.module();
        this.stored = stored;
        this.base = base;
        this.manager = manager;
    }

    WeightChange change() {
        NDArray full = full();
        LowRank update = stored.lowRank();
        float[] magnitude = stored.magnitude();
        if (magnitude == null) {
            return new WeightChange(module, update, full, bias(), null);
        }
        // DoRA: the weight is magnitude / length * (W + full + scale B A), channel by channel
        double[] lengths = new ChannelLengths(module, base.weight()).of(null, full, update);
        float[] factors = new float[lengths.length];
        float[] gain = new float[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            factors[i] = (float) (magnitude[i] / lengths[i]);
            gain[i] = (float) (magnitude[i] / lengths[i] - 1);
        }
        LowRank scaled = Objects.requireNonNull(update).withChannels(factors);
        return new WeightChange(module, scaled, full == null ? null : byChannel(full, factors), bias(), gain);
    }

    private NDArray byChannel(NDArray full, float[] factors) {
        boolean table = module.kind() == ModuleSpec.Kind.EMBEDDING;
        return full.mul(manager.create(factors, table ? new Shape(1, factors.length) : new Shape(factors.length, 1)));
    }

    /** Null where the saved weight is the base model's own: peft saves the base of an adapted table along with it. */
    private @Nullable NDArray full() {
        StoredTensor saved = stored.saved();
        if (saved == null) {
            return null;
        }
        NDArray difference;
        try (NDArray loaded = new WeightLoader(manager).load(saved).array()) {
            NDArray oriented = module.transposed() ? loaded.transpose() : loaded;
            difference = base.weight().lend(oriented::sub);
        }
        try (NDArray norm = difference.norm()) {
            if (norm.getFloat() > 0) {
                return difference;
            }
        }
        difference.close();
        return null;
    }

    private float @Nullable [] bias() {
        float[] own = stored.loraBias();
        float[] saved = stored.savedBias();
        if (own == null && saved == null) {
            return null;
        }
        float[] bias = own == null
                ? new float[(int) module.rows()]
                : WeightChange.times(
                        own, Objects.requireNonNull(stored.lowRank()).scale());
        if (saved != null) {
            float[] before = Objects.requireNonNull(base.bias()).toFloatArray();
            for (int i = 0; i < bias.length; i++) {
                bias[i] += saved[i] - before[i];
            }
        }
        return bias;
    }
}
