package dev.sonde.backend.djl.arch;

/** OLMo 2: norms behind attention and MLP instead of before, and over all queries and all keys. */
final class Olmo2 extends GatedDecoder {

    private static final ConfigFields DEFAULTS = ConfigFields.of("olmo2", """
            {"vocab_size": 50304, "hidden_size": 4096, "intermediate_size": 11008, "num_hidden_layers": 32,
             "num_attention_heads": 32, "hidden_act": "silu", "max_position_embeddings": 2048, "rms_norm_eps": 1e-5}""");

    Olmo2(ConfigFields config) {
        super(config, DEFAULTS);
    }

    @Override
    protected Sublayer aroundAttention(String layer, Sublayer attention) {
        return Chain.of(attention, norm(layer + ".post_attention_layernorm", width));
    }

    @Override
    protected Sublayer aroundMlp(String layer, Sublayer mlp) {
        return Chain.of(mlp, norm(layer + ".post_feedforward_layernorm", width));
    }

    @Override
    protected Sublayer queryNorm(String name) {
        return norm(name, heads.queryWidth());
    }

    @Override
    protected Sublayer keyNorm(String name) {
        return norm(name, heads.keyWidth());
    }
}
