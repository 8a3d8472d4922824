package dev.sonde.backend.djl.arch;

import java.util.List;

/**
 * A part of a model that holds weights, under its Hugging Face name: what an adapter addresses.
 *
 * @param name such as {@code model.layers.3.self_attn.q_proj}
 * @param kind how the weight is used
 * @param shape of {@code name.weight}: {@code [out, in]}, {@code [vocabulary, width]} or {@code [width]}
 * @param bias whether there is a {@code name.bias} of {@code [out]}
 * @param tiedTo the tensor that serves as the weight; {@code name.weight} unless tied
 */
public record ModuleSpec(String name, Kind kind, List<Long> shape, boolean bias, String tiedTo) {

    /** How a weight is used. */
    public enum Kind {
        /** y = x Wᵀ + b. */
        LINEAR,
        /** One row per token id. */
        EMBEDDING,
        /** A factor per channel. */
        NORM
    }

    /** Copies the shape. */
    public ModuleSpec {
        shape = List.copyOf(shape);
    }

    /** A linear layer from {@code in} to {@code out} channels. */
    public static ModuleSpec linear(String name, long out, long in, boolean bias) {
        return new ModuleSpec(name, Kind.LINEAR, List.of(out, in), bias, name + ".weight");
    }

    /** A table of {@code rows} vectors. */
    public static ModuleSpec embedding(String name, long rows, long width) {
        return new ModuleSpec(name, Kind.EMBEDDING, List.of(rows, width), false, name + ".weight");
    }

    /** A norm over {@code width} channels. */
    public static ModuleSpec norm(String name, long width) {
        return new ModuleSpec(name, Kind.NORM, List.of(width), false, name + ".weight");
    }

    /** The same module, with another module's weight. */
    public ModuleSpec tiedTo(ModuleSpec other) {
        return new ModuleSpec(name, kind, shape, bias, other.tiedTo);
    }

    /** Whether the weight is another module's. */
    public boolean tied() {
        return !tiedTo.equals(name + ".weight");
    }

    /** Output channels of a linear layer, rows of a table, channels of a norm. */
    public long rows() {
        return shape.get(0);
    }

    /** Input channels of a linear layer, width of a table; 1 for a norm. */
    public long columns() {
        return shape.size() > 1 ? shape.get(1) : 1;
    }
}
