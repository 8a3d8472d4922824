package dev.sonde.backend.djl.arch;

import java.util.List;

/**
 * A part of a model that holds weights, under its Hugging Face name: what an adapter addresses.
 *
 * @param name such as {@code model.layers.3.self_attn.q_proj}
 * @param formerName its name in older files and adapters; {@code name} if it always had that
 * @param kind how the weight is used
 * @param shape of the weight: {@code [out, in]}, {@code [vocabulary, width]}, {@code [width]} or {@code [heads, width]}
 * @param transposed whether files hold the weight of a linear layer as {@code [in, out]}
 * @param bias whether there is a {@code name.bias} of {@code [out]}
 * @param tiedTo the tensor that serves as the weight; {@code name.weight} unless tied
 */
public record ModuleSpec(
        String name, String formerName, Kind kind, List<Long> shape, boolean transposed, boolean bias, String tiedTo) {

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
        return new ModuleSpec(name, name, Kind.LINEAR, List.of(out, in), false, bias, name + ".weight");
    }

    /** A linear layer with a bias whose weight is stored as {@code [in, out]}; an adapter's weights are as for any other. */
    public static ModuleSpec transposedLinear(String name, long out, long in) {
        return new ModuleSpec(name, name, Kind.LINEAR, List.of(out, in), true, true, name + ".weight");
    }

    /** A table of {@code rows} vectors. */
    public static ModuleSpec embedding(String name, long rows, long width) {
        return new ModuleSpec(name, name, Kind.EMBEDDING, List.of(rows, width), false, false, name + ".weight");
    }

    /** A norm over {@code width} channels. */
    public static ModuleSpec norm(String name, long width) {
        return new ModuleSpec(name, name, Kind.NORM, List.of(width), false, false, name + ".weight");
    }

    /** A norm over {@code width} channels that may add a bias. */
    public static ModuleSpec norm(String name, long width, boolean bias) {
        return new ModuleSpec(name, name, Kind.NORM, List.of(width), false, bias, name + ".weight");
    }

    /** A norm over each of {@code heads} runs of {@code width} channels, with factors of its own for each. */
    public static ModuleSpec headNorms(String name, long heads, long width) {
        return new ModuleSpec(name, name, Kind.NORM, List.of(heads, width), false, false, name + ".weight");
    }

    /** The same module, which also goes by {@code formerName}. */
    public ModuleSpec formerly(String older) {
        return new ModuleSpec(name, older, kind, shape, transposed, bias, tiedTo);
    }

    /** The same module, with another module's weight. */
    public ModuleSpec tiedTo(ModuleSpec other) {
        return new ModuleSpec(name, formerName, kind, shape, transposed, bias, other.tiedTo);
    }

    /** Whether the weight is another module's. */
    public boolean tied() {
        return !tiedTo.equals(name + ".weight");
    }

    /** The shape of {@code name.weight} in files. */
    public List<Long> storedShape() {
        return transposed ? List.of(columns(), rows()) : shape;
    }

    /** Output channels of a linear layer, rows of a table, channels of a norm. */
    public long rows() {
        return shape.get(0);
    }

    /** Input channels of a linear layer, width of a table; for a norm 1, or the width of a head. */
    public long columns() {
        return shape.size() > 1 ? shape.get(1) : 1;
    }
}
