package dev.sonde.backend.djl.arch;

/** Command R: norms without bias, attention and a gated MLP side by side, neighbouring channels turned, scaled logits. */
final class Cohere extends LayerNormDecoder {

    private static final ConfigFields DEFAULTS = ConfigFields.of("cohere", """
            {"vocab_size": 256000, "hidden_size": 8192, "intermediate_size": 22528, "logit_scale": 0.0625,
             "num_hidden_layers": 40, "num_attention_heads": 64, "hidden_act": "silu",
             "max_position_embeddings": 8192, "layer_norm_eps": 1e-5, "rope_theta": 500000,
             "tie_word_embeddings": true}""");

    Cohere(ConfigFields config) {
        super(config, DEFAULTS, Names.USUAL);
    }

    @Override
    protected Sublayer body(String layer, AttentionSpec spec) {
        boolean bias = config.flag("attention_bias", false);
        boolean normed = config.flag("use_qk_norm", false);
        String name = layer + ".self_attn";
        Sublayer attention = new SelfAttention(
                queryKeyValue(name, bias),
                normed ? headNorms(name + ".q_norm", heads.heads()) : Chain.NONE,
                normed ? headNorms(name + ".k_norm", heads.keyHeads()) : Chain.NONE,
                ModuleSpec.linear(name + ".o_proj", width, heads.queryWidth(), bias),
                spec);
        return new ParallelResidual(norm(layer + ".input_layernorm"), attention, gatedMlp(layer + ".mlp"));
    }

    private Sublayer headNorms(String name, int count) {
        return new LayerNorm(ModuleSpec.headNorms(name, count, heads.headWidth()), epsilon());
    }

    @Override
    protected Sublayer norm(String name) {
        return new LayerNorm(ModuleSpec.norm(name, width), epsilon());
    }

    @Override
    protected RotarySpec rotary() {
        RotarySpec rotary = RotarySpec.of(config, heads.headWidth()).ofNeighbours();
        requireWholeHeadsTurned(rotary);
        return rotary;
    }

    @Override
    protected LogitRule logitRule() {
        return LogitRule.scaled(config.number("logit_scale"));
    }
}
