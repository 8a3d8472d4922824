package dev.sonde.backend.djl;

import ai.djl.ndarray.NDArray;
import dev.sonde.backend.djl.arch.Activation;
import dev.sonde.backend.djl.arch.AttentionSpec;
import org.jspecify.annotations.Nullable;

/** The operations that exist twice: composed of the engine's own, and fused in the op pack. Results go where {@code x} is. */
interface Kernels {

    /** (offset + w) x / sqrt(mean(x²) + epsilon). */
    NDArray rmsNorm(NDArray x, NDArray weight, double epsilon, double offset);

    /**
     * w (x - mean(x)) / sqrt(variance(x) + epsilon) + b, over the last axis.
     *
     * @param weight of the last axis, or of the last two
     */
    NDArray layerNorm(NDArray x, NDArray weight, @Nullable NDArray bias, double epsilon);

    /** The activation of each element. */
    NDArray activate(Activation activation, NDArray x);

    /** The activation of each element of {@code gate}, times {@code up}. */
    NDArray gated(Activation activation, NDArray gate, NDArray up);

    /** cap * tanh(x / cap). */
    NDArray softcap(NDArray x, double cap);

    /** Turns pairs of channels: {@code x} is {@code [rows, heads, time, width]}. */
    NDArray rotate(NDArray x, RotaryTable table);

    /**
     * softmax(scale q kᵀ + mask) v.
     *
     * @param q {@code [rows, heads, time, width]}
     * @param k {@code [rows, keyHeads, keys, width]}
     * @param mask added to the scores, {@code [1 or rows, 1, time, keys]}; null for plain causal
     * @return like {@code q}
     */
    NDArray attend(AttentionSpec spec, NDArray q, NDArray k, NDArray v, @Nullable NDArray mask);

    /** y += ((x Aᵀ) * strengths) Bᵀ, on y. */
    void addLowRank(NDArray y, NDArray x, NDArray a, NDArray b, NDArray strengths);
}
