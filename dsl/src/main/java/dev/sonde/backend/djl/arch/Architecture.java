package dev.sonde.backend.djl.arch;

import java.util.List;

/** A decoder-only language model of some family, with its sizes, without its weights. */
public interface Architecture {

    /** Every module with weights, in the model's order. */
    List<ModuleSpec> modules();

    /** The module that turns hidden states into logits; one of {@link #modules()}. */
    ModuleSpec head();

    /** The hidden states before {@link #head()}, {@code [rows, time, width]}. */
    Tensor hidden(TensorOps ops);

    /** From what {@link #head()} gives to the logits: nothing, or a scale or a cap. */
    default Tensor logits(TensorOps ops, Tensor x) {
        return x;
    }

    /** One {@link AttentionSpec} for each layer. */
    List<AttentionSpec> attention();

    /** How many tokens fit. */
    int contextLength();

    /** Columns of the logits. */
    int vocabularySize();
}
