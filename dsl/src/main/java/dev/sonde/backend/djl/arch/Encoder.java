package dev.sonde.backend.djl.arch;

import java.util.ArrayList;
import java.util.List;

/**
 * An encoder out of blocks: three tables whose vectors are added, a norm, layers. There is nothing behind the last layer.
 *
 * @param tokens the table of token vectors
 * @param types the table of segments; a single text is the first of them
 * @param positions the table of learned positions
 */
record Encoder(ModuleSpec tokens, ModuleSpec types, ModuleSpec positions, Sublayer norm, List<DecoderLayer> layers)
        implements Network {

    @Override
    public Tensor hidden(TensorOps ops) {
        Tensor x = ops.block(
                ops.embed(tokens),
                input -> ops.add(ops.add(input, ops.embedFirst(types)), ops.embedPositions(positions)));
        x = ops.block(x, input -> norm.of(ops, input));
        for (DecoderLayer layer : layers) {
            x = ops.block(x, input -> layer.body().of(ops, input));
        }
        return x;
    }

    @Override
    public List<ModuleSpec> modules() {
        List<ModuleSpec> modules = new ArrayList<>(List.of(tokens, types, positions));
        modules.addAll(norm.modules());
        layers.forEach(layer -> modules.addAll(layer.body().modules()));
        return List.copyOf(modules);
    }

    @Override
    public List<AttentionSpec> attention() {
        return layers.stream().map(DecoderLayer::attention).toList();
    }

    @Override
    public int contextLength() {
        return (int) positions.rows();
    }

    @Override
    public int vocabularySize() {
        return (int) tokens.rows();
    }
}
