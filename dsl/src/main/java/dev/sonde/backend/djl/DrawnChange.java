package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sonde.backend.djl.ModelWeights.ModuleWeights;
import dev.sonde.backend.djl.arch.ModuleSpec;
import org.jspecify.annotations.Nullable;

/** A random change of one module with the parts, the ranks and the norms of a trained one. */
final class DrawnChange {

    private final AdapterModule trained;
    private final ModuleSpec module;
    private final ModuleWeights base;
    private final ChangeNorms norms;
    private final NDManager manager;
    private final boolean exact;

    DrawnChange(AdapterModule trained, ModuleWeights base, ChangeNorms norms, NDManager manager) {
        this.trained = trained;
        module = trained.module();
        this.base = base;
        this.norms = norms;
        this.manager = manager;
        exact = trained.magnitude() == null && trained.saved() == null;
    }

    /** Parts are drawn one by one, each of its own norm; then the weight as a whole is brought to its norm. */
    WeightChange change(NullDraw draw) {
        LowRank update = trained.lowRank();
        LowRank lowRank = update == null ? null : draw.matching(update, steady(norms.lowRank()));
        NDArray full = norms.full() == 0
                ? null
                : manager.create(
                        draw.ofNorm(Math.toIntExact(module.rows() * module.columns()), steady(norms.full())),
                        new Shape(module.shape()));
        float[] bias = norms.bias() == 0 ? null : draw.ofNorm((int) module.rows(), norms.bias());
        WeightChange change = new WeightChange(module, lowRank, full, bias, gain(draw));
        double drawn = change.norms(base).weight();
        boolean several = norms.gain() != 0 || lowRank != null && full != null;
        return several ? change.times(steady(norms.weight() / drawn)) : change;
    }

    private float @Nullable [] gain(NullDraw draw) {
        if (norms.gain() == 0) {
            return null;
        }
        double[] lengths = new ChannelLengths(module, base.weight()).of(null, null, null);
        float[] gain = draw.normals(lengths.length);
        double[] products = new double[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            products[i] = gain[i] * lengths[i];
        }
        return WeightChange.times(gain, steady(norms.gain() / WeightChange.length(products)));
    }

    /**
     * The first 12 binary digits of a number that the engine summed up, whose last digits differ from machine to machine:
     * the draws must not. It costs a norm at most 1.3e-4 of itself.
     */
    private double steady(double value) {
        int shift = 11 - Math.getExponent(value);
        return exact ? value : Math.scalb(Math.rint(Math.scalb(value, shift)), -shift);
    }
}
