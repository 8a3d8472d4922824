package dev.sonde.backend.djl.arch;

import java.util.OptionalInt;

/** StarCoder 2: as Llama, with layer norms, biases and an MLP without a gate. */
final class Starcoder2 extends LayerNormDecoder {

    private static final ConfigFields DEFAULTS = ConfigFields.of("starcoder2", """
            {"vocab_size": 49152, "hidden_size": 3072, "intermediate_size": 12288, "num_hidden_layers": 30,
             "num_attention_heads": 24, "num_key_value_heads": 2, "hidden_act": "gelu_pytorch_tanh",
             "max_position_embeddings": 4096, "norm_epsilon": 1e-5, "tie_word_embeddings": true}""");

    Starcoder2(ConfigFields config) {
        super(config, DEFAULTS, Names.USUAL);
    }

    @Override
    protected Sublayer body(String layer, AttentionSpec spec) {
        boolean bias = config.flag("use_bias", true);
        String name = layer + ".self_attn";
        Sublayer attention = SelfAttention.plain(
                queryKeyValue(name, bias), ModuleSpec.linear(name + ".o_proj", width, heads.queryWidth(), bias), spec);
        Sublayer mlp = plainMlp(layer + ".mlp.c_fc", layer + ".mlp.c_proj", bias);
        return Chain.of(
                new Residual(Chain.of(norm(layer + ".input_layernorm"), attention), 1),
                new Residual(Chain.of(norm(layer + ".post_attention_layernorm"), mlp), 1));
    }

    @Override
    protected RotarySpec rotary() {
        RotarySpec rotary = RotarySpec.of(config, heads.headWidth());
        requireWholeHeadsTurned(rotary);
        return rotary;
    }

    @Override
    protected double epsilon() {
        return config.number("norm_epsilon");
    }

    @Override
    protected OptionalInt window() {
        return LayerWindows.everywhere(config);
    }
}
