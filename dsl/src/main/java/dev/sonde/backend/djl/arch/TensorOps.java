package dev.sonde.backend.djl.arch;

import java.util.function.UnaryOperator;

/**
 * What a model family is written with. An object stands for one forward pass over one batch: it knows the token ids,
 * the positions, and which view each row belongs to, and so adds the adapters' terms by itself.
 *
 * <p>Shapes: {@code [rows, time, channels]} throughout.
 */
public interface TensorOps {

    /** The vectors of the batch's tokens. */
    Tensor embed(ModuleSpec module);

    /** x Wᵀ + b, and what each row's view adds. */
    Tensor linear(ModuleSpec module, Tensor x);

    /** w x / sqrt(mean(x²) + epsilon), over the last axis. */
    Tensor rmsNorm(ModuleSpec module, Tensor x, double epsilon);

    /**
     * Causal attention.
     *
     * @param q {@code [rows, time, heads * headWidth]}
     * @param k {@code [rows, time, keyHeads * headWidth]}
     * @param v like {@code k}
     * @return like {@code q}
     */
    Tensor attend(AttentionSpec attention, Tensor q, Tensor k, Tensor v);

    /** silu(gate) * up, with silu(x) = x / (1 + exp(-x)). */
    Tensor siluTimes(Tensor gate, Tensor up);

    /** The channels {@code from} to {@code to} (exclusive) of {@code x}: a part of a fused projection. */
    Tensor slice(Tensor x, int from, int to);

    /** x + y. */
    Tensor add(Tensor x, Tensor y);

    /** Runs {@code body} on {@code x} and frees everything but its result; {@code x} is used up. */
    Tensor block(Tensor x, UnaryOperator<Tensor> body);
}
