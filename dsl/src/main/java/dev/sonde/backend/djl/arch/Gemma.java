package dev.sonde.backend.djl.arch;

/** Gemma 1. */
final class Gemma extends GemmaDecoder {

    private static final ConfigFields DEFAULTS = ConfigFields.of("gemma", """
            {"vocab_size": 256000, "hidden_size": 3072, "intermediate_size": 24576, "num_hidden_layers": 28,
             "num_attention_heads": 16, "num_key_value_heads": 16, "head_dim": 256, "hidden_act": "gelu_pytorch_tanh",
             "max_position_embeddings": 8192, "rms_norm_eps": 1e-6, "tie_word_embeddings": true}""");

    Gemma(ConfigFields config) {
        super(config, DEFAULTS);
    }

    @Override
    protected Activation activation() {
        Activation named = super.activation();
        // the first snapshots say gelu and mean the approximation
        return named == Activation.GELU ? Activation.GELU_TANH : named;
    }
}
