package dev.sonde.backend.djl.arch;

import java.util.List;

/** A step of a decoder layer: from hidden states to hidden states. */
interface Sublayer {

    /** The step on {@code x}, {@code [rows, time, width]}. */
    Tensor of(TensorOps ops, Tensor x);

    /** Its modules, in the model's order. */
    List<ModuleSpec> modules();
}
