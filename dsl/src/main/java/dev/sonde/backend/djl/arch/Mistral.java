package dev.sonde.backend.djl.arch;

import java.util.OptionalInt;

/** As Llama, without biases, with a window on every layer. */
final class Mistral extends GatedDecoder {

    private static final ConfigFields DEFAULTS = ConfigFields.of("mistral", """
            {"vocab_size": 32000, "hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 32,
             "num_attention_heads": 32, "num_key_value_heads": 8, "hidden_act": "silu",
             "max_position_embeddings": 131072, "rms_norm_eps": 1e-6, "sliding_window": 4096}""");

    Mistral(ConfigFields config) {
        super(config, DEFAULTS);
    }

    @Override
    protected boolean inputBias() {
        return false;
    }

    @Override
    protected OptionalInt window(int layer) {
        return LayerWindows.everywhere(config);
    }
}
