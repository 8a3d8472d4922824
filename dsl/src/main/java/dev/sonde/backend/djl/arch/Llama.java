package dev.sonde.backend.djl.arch;

import java.util.ArrayList;
import java.util.List;

/** Llama 2 and 3, SmolLM2, TinyLlama: RMS norms, rotary attention with grouped key heads, a SiLU-gated MLP. */
final class Llama implements Architecture {

    private final int vocabulary;
    private final int context;
    private final double epsilon;
    private final ModuleSpec embedding;
    private final List<Layer> layers;
    private final ModuleSpec norm;
    private final ModuleSpec head;

    private record Layer(
            ModuleSpec inputNorm,
            ModuleSpec q,
            ModuleSpec k,
            ModuleSpec v,
            ModuleSpec o,
            ModuleSpec mlpNorm,
            ModuleSpec gate,
            ModuleSpec up,
            ModuleSpec down,
            AttentionSpec attention) {

        List<ModuleSpec> modules() {
            return List.of(inputNorm, q, k, v, o, mlpNorm, gate, up, down);
        }
    }

    Llama(ConfigFields config) {
        vocabulary = config.size("vocab_size");
        context = config.findSize("max_position_embeddings").orElse(2048);
        epsilon = config.findNumber("rms_norm_eps").orElse(1e-6);
        Activations.requireSilu(config);
        int width = config.size("hidden_size");
        embedding = ModuleSpec.embedding("model.embed_tokens", vocabulary, width);
        layers = layers(config, width);
        norm = ModuleSpec.norm("model.norm", width);
        ModuleSpec own = ModuleSpec.linear("lm_head", vocabulary, width, false);
        head = config.flag("tie_word_embeddings", false) ? own.tiedTo(embedding) : own;
    }

    private static List<Layer> layers(ConfigFields config, int width) {
        HeadSizes sizes = HeadSizes.of(config, width);
        RotarySpec rotary = RotarySpec.of(config, sizes.headWidth());
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < config.size("num_hidden_layers"); i++) {
            layers.add(layer(config, i, width, sizes.attention(i, rotary)));
        }
        return List.copyOf(layers);
    }

    private static Layer layer(ConfigFields config, int index, int width, AttentionSpec attention) {
        String name = "model.layers." + index;
        boolean attentionBias = config.flag("attention_bias", false);
        boolean mlpBias = config.flag("mlp_bias", false);
        int inner = config.size("intermediate_size");
        int queries = attention.heads() * attention.headWidth();
        int keys = attention.keyHeads() * attention.headWidth();
        return new Layer(
                ModuleSpec.norm(name + ".input_layernorm", width),
                ModuleSpec.linear(name + ".self_attn.q_proj", queries, width, attentionBias),
                ModuleSpec.linear(name + ".self_attn.k_proj", keys, width, attentionBias),
                ModuleSpec.linear(name + ".self_attn.v_proj", keys, width, attentionBias),
                ModuleSpec.linear(name + ".self_attn.o_proj", width, queries, attentionBias),
                ModuleSpec.norm(name + ".post_attention_layernorm", width),
                ModuleSpec.linear(name + ".mlp.gate_proj", inner, width, mlpBias),
                ModuleSpec.linear(name + ".mlp.up_proj", inner, width, mlpBias),
                ModuleSpec.linear(name + ".mlp.down_proj", width, inner, mlpBias),
                attention);
    }

    @Override
    public Tensor hidden(TensorOps ops) {
        Tensor x = ops.embed(embedding);
        for (Layer layer : layers) {
            x = ops.block(x, input -> mlp(ops, layer, attention(ops, layer, input)));
        }
        return ops.block(x, input -> ops.rmsNorm(norm, input, epsilon, 0));
    }

    private Tensor attention(TensorOps ops, Layer layer, Tensor x) {
        Tensor normed = ops.rmsNorm(layer.inputNorm, x, epsilon, 0);
        Tensor attended = ops.attend(
                layer.attention, ops.linear(layer.q, normed), ops.linear(layer.k, normed), ops.linear(layer.v, normed));
        return ops.add(x, ops.linear(layer.o, attended));
    }

    private Tensor mlp(TensorOps ops, Layer layer, Tensor x) {
        Tensor normed = ops.rmsNorm(layer.mlpNorm, x, epsilon, 0);
        Tensor inner = ops.gated(Activation.SILU, ops.linear(layer.gate, normed), ops.linear(layer.up, normed));
        return ops.add(x, ops.linear(layer.down, inner));
    }

    @Override
    public List<ModuleSpec> modules() {
        List<ModuleSpec> modules = new ArrayList<>();
        modules.add(embedding);
        layers.forEach(layer -> modules.addAll(layer.modules()));
        modules.add(norm);
        modules.add(head);
        return List.copyOf(modules);
    }

    @Override
    public ModuleSpec head() {
        return head;
    }

    @Override
    public List<AttentionSpec> attention() {
        return layers.stream().map(Layer::attention).toList();
    }

    @Override
    public int contextLength() {
        return context;
    }

    @Override
    public int vocabularySize() {
        return vocabulary;
    }
}
