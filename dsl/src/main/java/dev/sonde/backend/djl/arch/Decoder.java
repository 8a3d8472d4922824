package dev.sonde.backend.djl.arch;

import java.util.ArrayList;
import java.util.List;

/**
 * A decoder out of blocks: embedding, layers, norm, head.
 *
 * @param embeddingScale what the embeddings are multiplied by
 * @param norm in front of the head
 */
record Decoder(
        ModuleSpec embedding,
        double embeddingScale,
        List<DecoderLayer> layers,
        Sublayer norm,
        ModuleSpec head,
        LogitRule logitRule,
        int contextLength)
        implements Architecture {

    @Override
    public Tensor hidden(TensorOps ops) {
        Tensor x = ops.embed(embedding);
        if (embeddingScale != 1) {
            x = ops.block(x, input -> ops.scale(input, embeddingScale));
        }
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
        List<ModuleSpec> modules = new ArrayList<>();
        modules.add(embedding);
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
