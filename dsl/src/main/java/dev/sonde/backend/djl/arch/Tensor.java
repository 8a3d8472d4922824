package dev.sonde.backend.djl.arch;

/** A tensor of the engine, opaque to a model family. */
public interface Tensor {}
