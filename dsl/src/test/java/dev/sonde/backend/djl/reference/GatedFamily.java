package dev.sonde.backend.djl.reference;

import java.util.Arrays;

/** Llama, Mistral, Qwen 2 and 3, SmolLM3, Phi-3, Gemma 1 and 2: RMS norms, rotary attention, a gated MLP. */
record GatedFamily(Settings config, Weights weights) implements ReferenceModel.Family {

    private String type() {
        return config.text("", "model_type");
    }

    private boolean gemma() {
        return type().startsWith("gemma");
    }

    @Override
    public double[][] hidden(int[] ids) {
        double[][] table = weights.matrix("model.embed_tokens.weight");
        double scale = gemma() ? Math.sqrt(table[0].length) : 1;
        double[][] x = Rows.each(Arrays.stream(ids).mapToObj(id -> table[id]).toArray(double[][]::new), v -> v * scale);
        for (int i = 0; i < config.whole("num_hidden_layers"); i++) {
            String layer = "model.layers." + i;
            boolean sandwiched = type().equals("gemma2");
            double[][] attended = attention(layer + ".self_attn", i, norm(layer + ".input_layernorm", x));
            if (sandwiched) {
                attended = norm(layer + ".post_attention_layernorm", attended);
            }
            x = Rows.plus(x, attended);
            double[][] out = mlp(
                    layer + ".mlp",
                    norm(layer + (sandwiched ? ".pre_feedforward_layernorm" : ".post_attention_layernorm"), x));
            x = Rows.plus(x, sandwiched ? norm(layer + ".post_feedforward_layernorm", out) : out);
        }
        return norm("model.norm", x);
    }

    private double[][] norm(String name, double[][] x) {
        double[] stored = weights.vector(name + ".weight");
        double[] gain =
                Arrays.stream(stored).map(value -> gemma() ? 1 + value : value).toArray();
        return Rows.rmsNorm(x, gain, config.number(1e-6, "rms_norm_eps"));
    }

    private double[][] mlp(String name, double[][] x) {
        double[][] gate;
        double[][] up;
        if (weights.has(name + ".gate_up_proj.weight")) {
            double[][] both = weights.linear(name + ".gate_up_proj", x);
            int inner = both[0].length / 2;
            gate = Rows.columns(both, 0, inner);
            up = Rows.columns(both, inner, inner);
        } else {
            gate = weights.linear(name + ".gate_proj", x);
            up = weights.linear(name + ".up_proj", x);
        }
        // Gemma's old field hidden_act is wrong in its files: the tanh form was always meant
        String activation =
                gemma() ? config.text("gelu_pytorch_tanh", "hidden_activation") : config.text("silu", "hidden_act");
        return weights.linear(name + ".down_proj", Rows.times(Rows.each(gate, Nonlinearity.of(activation)), up));
    }

    private double[][] attention(String name, int layer, double[][] x) {
        int heads = config.whole("num_attention_heads");
        int keyHeads = config.first("num_key_value_heads").asInt(heads);
        int width = config.first("head_dim").asInt(config.whole("hidden_size") / heads);
        double[][] q;
        double[][] k;
        double[][] v;
        if (weights.has(name + ".qkv_proj.weight")) {
            double[][] all = weights.linear(name + ".qkv_proj", x);
            q = Rows.columns(all, 0, heads * width);
            k = Rows.columns(all, heads * width, keyHeads * width);
            v = Rows.columns(all, (heads + keyHeads) * width, keyHeads * width);
        } else {
            q = weights.linear(name + ".q_proj", x);
            k = weights.linear(name + ".k_proj", x);
            v = weights.linear(name + ".v_proj", x);
        }
        if (weights.has(name + ".q_norm.weight")) {
            q = Attention.eachHead(q, width, head -> norm(name + ".q_norm", head));
            k = Attention.eachHead(k, width, head -> norm(name + ".k_norm", head));
        }
        boolean turns = config.first("no_rope_layers").path(layer).asInt(1) == 1;
        boolean scored = type().equals("gemma2");
        Attention attention = new Attention(
                heads,
                keyHeads,
                1 / Math.sqrt(scored ? config.number(256, "query_pre_attn_scalar") : width),
                window(layer),
                scored ? config.number(50, "attn_logit_softcapping") : 0,
                turns ? new Rotation(config, width, 1, x.length) : null);
        return weights.linear(name + ".o_proj", attention.over(q, k, v));
    }

    private int window(int layer) {
        boolean slides =
                switch (type()) {
                    case "gemma2" -> layer % 2 == 0;
                    case "mistral", "phi3" -> true;
                    case "qwen2", "qwen3" ->
                        layer >= config.first("max_window_layers").asInt(28);
                    default -> false;
                };
        if (!config.first("layer_types").isMissingNode()) {
            slides = config.first("layer_types").path(layer).asText().equals("sliding_attention");
        }
        boolean used = slides && config.flag(!type().startsWith("qwen"), "use_sliding_window");
        return used ? config.first("sliding_window").asInt(Integer.MAX_VALUE) : Integer.MAX_VALUE;
    }
}
