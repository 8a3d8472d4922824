package dev.sonde.backend.djl.arch;

import org.jspecify.annotations.Nullable;

/**
 * The text model of Gemma 3: a norm over each head of queries and keys, and a rotary embedding of their own for the layers
 * with a window.
 */
final class Gemma3 extends SandwichedGemma {

    private static final ConfigFields DEFAULTS = ConfigFields.of("gemma3_text", """
            {"vocab_size": 262208, "hidden_size": 2304, "intermediate_size": 9216, "num_hidden_layers": 26,
             "num_attention_heads": 8, "num_key_value_heads": 4, "head_dim": 256,
             "hidden_activation": "gelu_pytorch_tanh", "max_position_embeddings": 131072, "rms_norm_eps": 1e-6,
             "tie_word_embeddings": true, "query_pre_attn_scalar": 256, "sliding_window": 4096,
             "sliding_window_pattern": 6, "rope_theta": 1000000.0, "rope_local_base_freq": 10000.0}""");

    private @Nullable RotarySpec local;

    Gemma3(ConfigFields config) {
        super(config, DEFAULTS);
    }

    @Override
    protected boolean slides(int layer) {
        return (layer + 1) % config.size("sliding_window_pattern") != 0;
    }

    @Override
    protected Sublayer queryNorm(String name) {
        return norm(name, heads.headWidth());
    }

    @Override
    protected Sublayer keyNorm(String name) {
        return norm(name, heads.headWidth());
    }

    @Override
    protected RotarySpec readRotary() {
        ConfigFields global = config.findObject("rope_parameters")
                .flatMap(kinds -> kinds.findObject("full_attention"))
                .orElseGet(config::empty);
        ConfigFields stretched = config.findObject("rope_scaling")
                .map(scaling -> scaling.withDefaults(global))
                .orElse(global);
        return RotarySpec.of(config, stretched, heads.headWidth());
    }

    @Override
    protected @Nullable RotarySpec rotary(int layer) {
        boolean slides = LayerWindows.of(config, this::slides).sliding().get(layer);
        return slides ? local() : super.rotary(layer);
    }

    private RotarySpec local() {
        if (local == null) {
            ConfigFields own = config.findObject("rope_parameters")
                    .flatMap(kinds -> kinds.findObject("sliding_attention"))
                    .orElseGet(config::empty);
            local = RotarySpec.of(
                    config.with("rope_theta", config.number("rope_local_base_freq")), own, heads.headWidth());
        }
        return local;
    }
}
