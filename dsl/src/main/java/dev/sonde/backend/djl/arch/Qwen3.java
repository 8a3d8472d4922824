package dev.sonde.backend.djl.arch;

import java.util.OptionalInt;

/** Qwen 3: a norm over each head of queries and keys; a window on the later layers if it is switched on. */
final class Qwen3 extends GatedDecoder {

    private static final ConfigFields DEFAULTS = ConfigFields.of("qwen3", """
            {"vocab_size": 151936, "hidden_size": 4096, "intermediate_size": 22016, "num_hidden_layers": 32,
             "num_attention_heads": 32, "num_key_value_heads": 32, "hidden_act": "silu",
             "max_position_embeddings": 32768, "rms_norm_eps": 1e-6, "use_sliding_window": false,
             "sliding_window": 4096, "max_window_layers": 28,
             "head_dim": 128}""");

    Qwen3(ConfigFields config) {
        super(config, DEFAULTS);
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
    protected OptionalInt window(int layer) {
        return LayerWindows.later(config).of(layer);
    }
}
