package dev.sonde.backend.djl.arch;

/** Phi 1, 1.5 and 2: one norm for attention and MLP side by side, biases everywhere, half of each head turned. */
final class Phi extends LayerNormDecoder {

    private static final ConfigFields DEFAULTS = ConfigFields.of("phi", """
            {"vocab_size": 51200, "hidden_size": 2048, "intermediate_size": 8192, "num_hidden_layers": 24,
             "num_attention_heads": 32, "hidden_act": "gelu_new", "max_position_embeddings": 2048,
             "layer_norm_eps": 1e-5, "partial_rotary_factor": 0.5}""");

    Phi(ConfigFields config) {
        super(config, DEFAULTS, Names.USUAL.withNorm("model.final_layernorm"));
    }

    @Override
    protected Sublayer body(String layer, AttentionSpec spec) {
        String name = layer + ".self_attn";
        boolean normed = config.flag("qk_layernorm", false);
        Sublayer attention = new SelfAttention(
                queryKeyValue(name, true),
                normed ? headNorm(name + ".q_layernorm") : Chain.NONE,
                normed ? headNorm(name + ".k_layernorm") : Chain.NONE,
                ModuleSpec.linear(name + ".dense", width, heads.queryWidth(), true),
                spec);
        return new ParallelResidual(
                norm(layer + ".input_layernorm"), attention, plainMlp(layer + ".mlp.fc1", layer + ".mlp.fc2", true));
    }

    private Sublayer headNorm(String name) {
        return new LayerNorm(ModuleSpec.norm(name, heads.headWidth(), true), epsilon());
    }

    @Override
    protected ModuleSpec head(int vocabulary) {
        return ModuleSpec.linear("lm_head", vocabulary, width, true);
    }
}
