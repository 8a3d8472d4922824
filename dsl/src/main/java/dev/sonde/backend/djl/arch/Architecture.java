package dev.sonde.backend.djl.arch;

/** A decoder-only language model of some family: its hidden states are those before {@link #head()}. */
public interface Architecture extends Network {

    /** The module that turns hidden states into logits; one of {@link #modules()}. */
    ModuleSpec head();

    /** From what {@link #head()} gives to the logits: nothing, or a scale or a cap. */
    default Tensor logits(TensorOps ops, Tensor x) {
        return x;
    }
}
