package dev.sonde.backend.djl.arch;

import java.util.List;
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

    /** The vectors of the positions of the batch's tokens, from a learned table. */
    Tensor embedPositions(ModuleSpec module);

    /** The first vector of a table, for every token of the batch. */
    Tensor embedFirst(ModuleSpec module);

    /** x Wᵀ + b, and what each row's view adds. */
    Tensor linear(ModuleSpec module, Tensor x);

    /**
     * (offset + w) x / sqrt(mean(x²) + epsilon), over each run of as many channels as the module has: over the whole
     * width, or over each head.
     */
    Tensor rmsNorm(ModuleSpec module, Tensor x, double epsilon, double offset);

    /**
     * w (x - mean(x)) / sqrt(variance(x) + epsilon) + b, over each run of as many channels as the module's last axis has:
     * over the whole width, or over each head.
     */
    Tensor layerNorm(ModuleSpec module, Tensor x, double epsilon);

    /**
     * Attention, causal or both ways.
     *
     * @param q {@code [rows, time, heads * headWidth]}
     * @param k {@code [rows, time, keyHeads * headWidth]}
     * @param v like {@code k}
     * @return like {@code q}
     */
    Tensor attend(AttentionSpec attention, Tensor q, Tensor k, Tensor v);

    /** The activation of each element. */
    Tensor activate(Activation activation, Tensor x);

    /** The activation of each element of {@code gate}, times {@code up}. */
    Tensor gated(Activation activation, Tensor gate, Tensor up);

    /** x * factor. */
    Tensor scale(Tensor x, double factor);

    /** cap * tanh(x / cap). */
    Tensor softcap(Tensor x, double cap);

    /** The channels {@code from} to {@code to} (exclusive) of {@code x}: a part of a fused projection. */
    Tensor slice(Tensor x, int from, int to);

    /**
     * One of several parts that are fused head by head: {@code x} holds for each head its parts side by side.
     *
     * @param part from 0
     */
    Tensor sliceHeads(Tensor x, int heads, int part, int parts);

    /** The channels of all of {@code xs}, one after the other. */
    Tensor concat(List<Tensor> xs);

    /** x + y. */
    Tensor add(Tensor x, Tensor y);

    /** Runs {@code body} on {@code x} and frees everything but its result; {@code x} is used up. */
    Tensor block(Tensor x, UnaryOperator<Tensor> body);
}
