package dev.sonde.backend.djl.arch;

import java.util.OptionalDouble;

/** Gemma 2: capped attention scores, a window on every other layer. */
final class Gemma2 extends SandwichedGemma {

    private static final ConfigFields DEFAULTS = ConfigFields.of("gemma2", """
            {"vocab_size": 256000, "hidden_size": 2304, "intermediate_size": 9216, "num_hidden_layers": 26,
             "num_attention_heads": 8, "num_key_value_heads": 4, "head_dim": 256,
             "hidden_activation": "gelu_pytorch_tanh", "max_position_embeddings": 8192, "rms_norm_eps": 1e-6,
             "tie_word_embeddings": true, "query_pre_attn_scalar": 256, "sliding_window": 4096,
             "final_logit_softcapping": 30.0, "attn_logit_softcapping": 50.0}""");

    Gemma2(ConfigFields config) {
        super(config, DEFAULTS);
    }

    @Override
    protected boolean slides(int layer) {
        return layer % 2 == 0;
    }

    @Override
    protected OptionalDouble attentionCap() {
        return config.findNumber("attn_logit_softcapping")
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }
}
