package dev.sonde.backend.djl.arch;

/** StableLM: as Llama, with layer norms and a quarter of each head turned; in some sizes attention and MLP side by side. */
final class StableLm extends LayerNormDecoder {

    private static final ConfigFields DEFAULTS = ConfigFields.of("stablelm", """
            {"vocab_size": 50304, "hidden_size": 2560, "intermediate_size": 6912, "num_hidden_layers": 32,
             "num_attention_heads": 32, "num_key_value_heads": 32, "hidden_act": "silu",
             "max_position_embeddings": 4096, "layer_norm_eps": 1e-5, "partial_rotary_factor": 0.25}""");

    StableLm(ConfigFields config) {
        super(config, DEFAULTS, Names.USUAL);
        requireEvenHeads();
    }

    @Override
    protected Sublayer body(String layer, AttentionSpec spec) {
        Sublayer inputNorm = norm(layer + ".input_layernorm");
        Sublayer attention = attention(layer + ".self_attn", spec);
        Sublayer mlp = gatedMlp(layer + ".mlp");
        return config.flag("use_parallel_residual", false)
                ? new ParallelResidual(inputNorm, attention, mlp)
                : Chain.of(
                        new Residual(Chain.of(inputNorm, attention), 1),
                        new Residual(Chain.of(norm(layer + ".post_attention_layernorm"), mlp), 1));
    }

    private Sublayer attention(String name, AttentionSpec spec) {
        boolean normed = config.flag("qk_layernorm", false);
        return new SelfAttention(
                queryKeyValue(name, config.flag("use_qkv_bias", false)),
                normed ? headNorms(name + ".q_layernorm", heads.heads()) : Chain.NONE,
                normed ? headNorms(name + ".k_layernorm", heads.keyHeads()) : Chain.NONE,
                ModuleSpec.linear(name + ".o_proj", width, width, false),
                spec);
    }

    private Sublayer headNorms(String name, int count) {
        return NormPerHead.of(name, count, heads.headWidth(), epsilon());
    }
}
