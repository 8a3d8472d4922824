package dev.sonde.backend.djl.arch;

import java.util.Map;

/** GPT-NeoX, Pythia: queries, keys and values fused head by head, attention and MLP side by side. */
final class GptNeoX extends LayerNormDecoder {

    private static final ConfigFields DEFAULTS = ConfigFields.of("gpt_neox", """
            {"vocab_size": 50432, "hidden_size": 6144, "intermediate_size": 24576, "num_hidden_layers": 44,
             "num_attention_heads": 64, "hidden_act": "gelu", "max_position_embeddings": 2048,
             "layer_norm_eps": 1e-5, "rope_theta": 10000, "partial_rotary_factor": 0.25}""");
    private static final Map<String, String> SPELLINGS =
            Map.of("rotary_emb_base", "rope_theta", "rotary_pct", "partial_rotary_factor");

    GptNeoX(ConfigFields config) {
        super(
                config.without("rope_theta", "partial_rotary_factor", "num_key_value_heads")
                        .renamed(SPELLINGS),
                DEFAULTS,
                new Names("gpt_neox.embed_in", "gpt_neox.layers", "gpt_neox.final_layer_norm", "lm_head"));
        requireEvenHeads();
    }

    @Override
    protected ModuleSpec head(int vocabulary) {
        return super.head(vocabulary).formerly("embed_out");
    }

    @Override
    protected Sublayer body(String layer, AttentionSpec spec) {
        boolean bias = config.flag("attention_bias", true);
        ModuleSpec fused = ModuleSpec.linear(layer + ".attention.query_key_value", 3L * width, width, bias);
        Sublayer attention = Chain.of(
                norm(layer + ".input_layernorm"),
                SelfAttention.plain(
                        Projections.fusedByHead(fused, heads.heads(), 3),
                        ModuleSpec.linear(layer + ".attention.dense", width, width, bias),
                        spec));
        Sublayer mlp = Chain.of(
                norm(layer + ".post_attention_layernorm"),
                plainMlp(layer + ".mlp.dense_h_to_4h", layer + ".mlp.dense_4h_to_h", true));
        return config.flag("use_parallel_residual", true)
                ? new ParallelResidual(Chain.NONE, attention, mlp)
                : Chain.of(new Residual(attention, 1), new Residual(mlp, 1));
    }
}
