package dev.sonde.backend.djl.arch;

import java.util.ArrayList;
import java.util.List;

/**
 * A decoder out of blocks: embedding, layers, norm, head.
 *
 * @param norm in front of the head
 */
record Decoder(
        InputEmbedding embedding,
        List<DecoderLayer> layers,
        Sublayer norm,
        ModuleSpec head,
        LogitRule logitRule,
        int contextLength)
        implements Architecture {

    @Override
    public Tensor hidden(TensorOps ops) {
        Tensor x = embedding.of(ops);
        for (DecoderLayer layer : layers) {
            x = ops.block(x, input -> layer.body().of(ops, input));
        }
        return ops.block(x, input -> norm.of(ops, input));
    }

    @Override
    public Tensor logits(TensorOps ops, Tensor x) {
        return logitRule.of(ops, x);
    }

    @Override
    public List<ModuleSpec> modules() {
        List<ModuleSpec> modules = new ArrayList<>(embedding.modules());
        layers.forEach(layer -> modules.addAll(layer.body().modules()));
        modules.addAll(norm.modules());
        modules.add(head);
        return List.copyOf(modules);
    }

    @Override
    public List<AttentionSpec> attention() {
        return layers.stream().map(DecoderLayer::attention).toList();
    }

    @Override
    public int vocabularySize() {
        return (int) head.rows();
    }
}
