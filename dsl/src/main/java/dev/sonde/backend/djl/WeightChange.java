package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sonde.backend.djl.ModelWeights.ModuleWeights;
import dev.sonde.backend.djl.arch.ModuleSpec;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * How the weight and bias of one module differ from the base model's: gain * W + full + scale B A, and a bias. At
 * strength lambda all of it counts lambda times, so that the weights lie on the straight line from the base model's
 * (0) to the adapter's (1). For plain LoRA that is the usual "lambda multiplies the scaling".
 */
final class WeightChange {

    private final ModuleSpec module;
    private final @Nullable LowRank lowRank;
    private final @Nullable NDArray full;
    private final float @Nullable [] bias;
    private final float @Nullable [] gain;

    /**
     * A change.
     *
     * @param full as the base weight is laid out
     * @param bias one number for each output channel
     * @param gain one number for each output channel
     */
    WeightChange(
            ModuleSpec module,
            @Nullable LowRank lowRank,
            @Nullable NDArray full,
            float @Nullable [] bias,
            float @Nullable [] gain) {
        this.module = module;
        this.lowRank = lowRank;
        this.full = full;
        this.bias = bias;
        this.gain = gain;
    }

    /** The Frobenius norms of the parts and of the whole. */
    ChangeNorms norms(ModuleWeights base) {
        double low = lowRank == null ? 0 : Math.abs(lowRank.scale()) * lowRank.productNorm();
        double saved = full == null ? 0 : norm(full);
        double gained = gain == null
                ? 0
                : length(products(gain, new ChannelLengths(module, base.weight()).of(null, null, null)));
        return new ChangeNorms(low, saved, bias == null ? 0 : length(doubles(bias)), gained, whole(base, low, saved));
    }

    private double whole(ModuleWeights base, double low, double saved) {
        if (gain != null || lowRank != null && full != null) {
            ChannelLengths lengths = new ChannelLengths(module, base.weight());
            return length(lengths.of(gain == null ? new float[lengths.channels()] : gain, full, lowRank));
        }
        return low + saved; // one of them at most
    }

    /** The same change, its weight {@code factor} times as large; this one is used up. */
    WeightChange times(double factor) {
        return new WeightChange(
                module,
                lowRank == null ? null : lowRank.times(factor),
                full == null ? null : full.muli(factor),
                bias,
                gain == null ? null : times(gain, factor));
    }

    /** What a forward pass adds; the arrays belong to {@code manager}. */
    ModuleDelta delta(ModuleWeights base, NDManager manager) {
        NDArray a = null;
        NDArray b = null;
        if (lowRank != null) {
            boolean table = module.kind() == ModuleSpec.Kind.EMBEDDING;
            a = table
                    ? manager.create(lowRank.transposedA(), new Shape(lowRank.in(), lowRank.rank()))
                    : manager.create(lowRank.a(), new Shape(lowRank.rank(), lowRank.in()));
            b = manager.create(lowRank.scaledB(), new Shape(lowRank.out(), lowRank.rank()));
        }
        return new ModuleDelta(a, b, full, biasDelta(base, manager), gain == null ? null : manager.create(gain));
    }

    /** The gain is for x Wᵀ alone, but multiplies x Wᵀ + b: the surplus is taken off here. */
    private @Nullable NDArray biasDelta(ModuleWeights base, NDManager manager) {
        NDArray own = base.bias();
        NDArray added = bias == null ? null : manager.create(bias);
        if (gain == null || own == null) {
            return added;
        }
        NDArray surplus = manager.create(gain).mul(own);
        return added == null ? surplus.neg() : added.sub(surplus);
    }

    private static double norm(NDArray array) {
        try (NDArray norm = array.norm()) {
            return norm.getFloat();
        }
    }

    static float[] times(float[] values, double factor) {
        float[] products = new float[values.length];
        for (int i = 0; i < products.length; i++) {
            products[i] = (float) (values[i] * factor);
        }
        return products;
    }

    private static double[] products(float[] left, double[] right) {
        double[] products = new double[left.length];
        for (int i = 0; i < products.length; i++) {
            products[i] = left[i] * right[i];
        }
        return products;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    static double length(double[] values) {
        return Math.sqrt(DoubleStream.of(values).map(value -> value * value).sum());
    }
}
