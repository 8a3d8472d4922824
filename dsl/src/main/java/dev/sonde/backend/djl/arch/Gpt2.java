package dev.sonde.backend.djl.arch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** GPT-2: learned positions, weights stored as [in, out], queries, keys and values in thirds of one projection. */
final class Gpt2 extends LayerNormDecoder {

    private static final ConfigFields DEFAULTS = ConfigFields.of("gpt2", """
            {"vocab_size": 50257, "hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12,
             "max_position_embeddings": 1024, "activation_function": "gelu_new", "layer_norm_epsilon": 1e-5,
             "tie_word_embeddings": true}""");
    private static final Map<String, String> SPELLINGS = Map.of(
            "n_embd", "hidden_size",
            "n_layer", "num_hidden_layers",
            "n_head", "num_attention_heads",
            "n_positions", "max_position_embeddings");

    Gpt2(ConfigFields config) {
        super(
                config.renamed(SPELLINGS).without("num_key_value_heads", "head_dim"),
                DEFAULTS,
                new Names("transformer.wte", "transformer.h", "transformer.ln_f", "lm_head"));
        if (!config.unset("add_cross_attention")) {
            throw ConfigErrors.value(
                    config.file(), "add_cross_attention", true, "Only decoders without an encoder can be run.");
        }
    }

    @Override
    protected Sublayer body(String layer, AttentionSpec spec) {
        Projections thirds = Projections.fused(
                ModuleSpec.transposedLinear(layer + ".attn.c_attn", 3L * width, width), width, width, width);
        ModuleSpec output = ModuleSpec.transposedLinear(layer + ".attn.c_proj", width, width);
        int inner = config.findSize("n_inner").orElse(4 * width);
        Sublayer mlp = new PlainMlp(
                ModuleSpec.transposedLinear(layer + ".mlp.c_fc", inner, width),
                Activation.of(config, "activation_function"),
                ModuleSpec.transposedLinear(layer + ".mlp.c_proj", width, inner));
        return Chain.of(
                new Residual(Chain.of(norm(layer + ".ln_1"), SelfAttention.plain(thirds, output, spec)), 1),
                new Residual(Chain.of(norm(layer + ".ln_2"), mlp), 1));
    }

    @Override
    protected double epsilon() {
        return config.number("layer_norm_epsilon");
    }

    @Override
    protected @Nullable RotarySpec rotary() {
        return null;
    }

    @Override
    protected ModuleSpec positions(int count) {
        return ModuleSpec.embedding("transformer.wpe", count, width);
    }

    @Override
    protected double attentionScale(int layer) {
        double scale = config.flag("scale_attn_weights", true) ? super.attentionScale(layer) : 1;
        return config.flag("scale_attn_by_inverse_layer_idx", false) ? scale / (layer + 1) : scale;
    }
}
