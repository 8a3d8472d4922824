package dev.sonde.backend.djl.arch;

/** Llama 2 and 3, SmolLM2, TinyLlama: the plain form. */
final class Llama extends GatedDecoder {

    private static final ConfigFields DEFAULTS = ConfigFields.of("llama", """
            {"vocab_size": 32000, "hidden_size": 4096, "intermediate_size": 11008, "num_hidden_layers": 32,
             "num_attention_heads": 32, "hidden_act": "silu", "max_position_embeddings": 2048, "rms_norm_eps": 1e-6}""");

    Llama(ConfigFields config) {
        super(config, DEFAULTS);
    }

    @Override
    protected boolean mlpBias() {
        return config.flag("mlp_bias", false);
    }
}
