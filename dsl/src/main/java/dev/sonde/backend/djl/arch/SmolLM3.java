package dev.sonde.backend.djl.arch;

import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** SmolLM 3: some layers turn nothing; those may have a window. */
final class SmolLM3 extends GatedDecoder {

    private static final ConfigFields DEFAULTS = ConfigFields.of("smollm3", """
            {"vocab_size": 128256, "hidden_size": 2048, "intermediate_size": 11008, "num_hidden_layers": 36,
             "num_attention_heads": 16, "num_key_value_heads": 4, "hidden_act": "silu",
             "max_position_embeddings": 32768, "rms_norm_eps": 1e-6, "rope_theta": 2000000.0,
             "use_sliding_window": false, "no_rope_layer_interval": 4, "tie_word_embeddings": true}""");

    SmolLM3(ConfigFields given) {
        super(given, DEFAULTS);
        int layers = config.size("num_hidden_layers");
        config.findNumbers("no_rope_layers")
                .filter(turning -> turning.length < layers)
                .ifPresent(turning -> {
                    throw ConfigErrors.value(
                            config.file(),
                            "no_rope_layers",
                            Arrays.toString(turning),
                            "It must have one number for each of the " + layers + " layers.");
                });
    }

    @Override
    protected boolean mlpBias() {
        return config.flag("mlp_bias", false);
    }

    @Override
    protected @Nullable RotarySpec rotary(int layer) {
        return turns(layer) ? super.rotary(layer) : null;
    }

    @Override
    protected OptionalInt window(int layer) {
        return LayerWindows.of(config, i -> !turns(i)).of(layer);
    }

    private boolean turns(int layer) {
        return config.findNumbers("no_rope_layers")
                .map(turning -> turning[layer] != 0)
                .orElseGet(() -> (layer + 1) % config.size("no_rope_layer_interval") != 0);
    }
}
