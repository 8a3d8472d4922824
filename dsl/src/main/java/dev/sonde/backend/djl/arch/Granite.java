package dev.sonde.backend.djl.arch;

/** Granite 3: as Llama, with four multipliers. */
final class Granite extends GatedDecoder {

    private static final ConfigFields DEFAULTS = ConfigFields.of("granite", """
            {"vocab_size": 32000, "hidden_size": 4096, "intermediate_size": 11008, "num_hidden_layers": 32,
             "num_attention_heads": 32, "hidden_act": "silu", "max_position_embeddings": 2048, "rms_norm_eps": 1e-6,
             "embedding_multiplier": 1.0, "residual_multiplier": 1.0, "attention_multiplier": 1.0,
             "logits_scaling": 1.0}""");

    Granite(ConfigFields config) {
        super(config, DEFAULTS);
    }

    @Override
    protected boolean mlpBias() {
        return config.flag("mlp_bias", false);
    }

    @Override
    protected double embeddingScale() {
        return config.number("embedding_multiplier");
    }

    @Override
    protected double residualScale() {
        return config.number("residual_multiplier");
    }

    @Override
    protected double attentionScale() {
        return config.number("attention_multiplier");
    }

    @Override
    protected LogitRule logitRule() {
        return LogitRule.scaled(1 / config.number("logits_scaling"));
    }
}
