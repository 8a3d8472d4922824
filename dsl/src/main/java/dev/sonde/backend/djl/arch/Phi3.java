package dev.sonde.backend.djl.arch;

import java.util.OptionalInt;

/** Phi 3, 3.5 and 4: fused projections, LongRoPE, a window on every layer. */
final class Phi3 extends GatedDecoder {

    private static final ConfigFields DEFAULTS = ConfigFields.of("phi3", """
            {"vocab_size": 32064, "hidden_size": 3072, "intermediate_size": 8192, "num_hidden_layers": 32,
             "num_attention_heads": 32, "hidden_act": "silu", "max_position_embeddings": 4096,
             "original_max_position_embeddings": 4096, "rms_norm_eps": 1e-5}""");

    Phi3(ConfigFields config) {
        super(config, DEFAULTS);
    }

    @Override
    protected Projections queryKeyValue(String name) {
        return Projections.fused(
                name + ".qkv_proj", width, false, heads.queryWidth(), heads.keyWidth(), heads.keyWidth());
    }

    @Override
    protected Projections gateUp(String name) {
        return Projections.fused(name + ".gate_up_proj", width, false, inner, inner);
    }

    @Override
    protected boolean outputBias() {
        return false;
    }

    @Override
    protected OptionalInt window(int layer) {
        return LayerWindows.everywhere(config);
    }

    @Override
    protected RotarySpec readRotary() {
        ConfigFields parameters = RotarySpec.parameters(config);
        String type = parameters
                .findText("rope_type")
                .or(() -> parameters.findText("type"))
                .orElse("default");
        // what older snapshots call it
        boolean old = type.equals("su") || type.equals("yarn");
        return RotarySpec.of(config, old ? parameters.with("rope_type", "longrope") : parameters, heads.headWidth());
    }
}
