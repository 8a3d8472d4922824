package dev.sonde.backend.djl.arch;

import java.util.List;

/** The way from token ids to hidden states, with its sizes, without its weights. */
public interface Network {

    /** Every module with weights, in the model's order. */
    List<ModuleSpec> modules();

    /** The last hidden states, {@code [rows, time, width]}. */
    Tensor hidden(TensorOps ops);

    /** One {@link AttentionSpec} for each layer. */
    List<AttentionSpec> attention();

    /** How many tokens fit. */
    int contextLength();

    /** Rows of the table of tokens, or columns of the logits. */
    int vocabularySize();
}
