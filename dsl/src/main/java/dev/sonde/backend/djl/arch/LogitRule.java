package dev.sonde.backend.djl.arch;

/** What turns the head's output into logits. */
@FunctionalInterface
interface LogitRule {

    /** The output as it is. */
    LogitRule NONE = (ops, x) -> x;

    /** The logits of {@code x}, the head's output. */
    Tensor of(TensorOps ops, Tensor x);

    /** cap * tanh(x / cap). */
    static LogitRule capped(double cap) {
        return (ops, x) -> ops.softcap(x, cap);
    }

    /** x * factor. */
    static LogitRule scaled(double factor) {
        return factor == 1 ? NONE : (ops, x) -> ops.scale(x, factor);
    }
}
