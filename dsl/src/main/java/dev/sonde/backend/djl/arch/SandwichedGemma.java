package dev.sonde.backend.djl.arch;

import java.util.OptionalInt;

/** Gemma 2 and 3: norms before and behind attention and MLP, windows on some layers, capped logits. */
abstract class SandwichedGemma extends GemmaDecoder {

    SandwichedGemma(ConfigFields given, ConfigFields defaults) {
        super(given, defaults);
    }

    /** Which layers have a window when the configuration has no list of them. */
    protected abstract boolean slides(int layer);

    @Override
    protected Sublayer aroundAttention(String layer, Sublayer attention) {
        return Chain.of(
                norm(layer + ".input_layernorm", width), attention, norm(layer + ".post_attention_layernorm", width));
    }

    @Override
    protected Sublayer aroundMlp(String layer, Sublayer mlp) {
        return Chain.of(
                norm(layer + ".pre_feedforward_layernorm", width),
                mlp,
                norm(layer + ".post_feedforward_layernorm", width));
    }

    @Override
    protected Activation activation() {
        return Activation.of(config, "hidden_activation");
    }

    @Override
    protected double attentionScale() {
        return 1 / Math.sqrt(config.number("query_pre_attn_scalar"));
    }

    @Override
    protected OptionalInt window(int layer) {
        return LayerWindows.of(config, this::slides).of(layer);
    }

    @Override
    protected LogitRule logitRule() {
        return config.findNumber("final_logit_softcapping")
                .map(LogitRule::capped)
                .orElse(LogitRule.NONE);
    }
}
