package dev.sonde.backend.djl.reference;

/** GPT-2. */
record Gpt2Family(Settings config, Weights weights) implements ReferenceModel.Family {

    @Override
    public double[][] hidden(int[] ids) {
        double[][] x = new double[ids.length][];
        for (int t = 0; t < ids.length; t++) {
            x[t] = Rows.plus(
                    new double[][] {weights.matrix("transformer.wte.weight")[ids[t]]},
                    new double[][] {weights.matrix("transformer.wpe.weight")[t]})[0];
        }
        for (int i = 0; i < config.whole("n_layer", "num_hidden_layers"); i++) {
            String layer = "transformer.h." + i;
            x = Rows.plus(x, attention(layer + ".attn", i, norm(layer + ".ln_1", x)));
            double[][] inner = weights.linear(layer + ".mlp.c_fc", norm(layer + ".ln_2", x));
            var activation = Nonlinearity.of(config.text("gelu_new", "activation_function"));
            x = Rows.plus(x, weights.linear(layer + ".mlp.c_proj", Rows.each(inner, activation)));
        }
        return norm("transformer.ln_f", x);
    }

    private double[][] attention(String name, int layer, double[][] x) {
        int heads = config.whole("n_head", "num_attention_heads");
        int width = x[0].length;
        double scale = config.flag(true, "scale_attn_weights") ? 1 / Math.sqrt((double) width / heads) : 1;
        if (config.flag(false, "scale_attn_by_inverse_layer_idx")) {
            scale /= layer + 1;
        }
        double[][] all = weights.linear(name + ".c_attn", x);
        double[][] mixed = new Attention(heads, heads, scale, Integer.MAX_VALUE, 0, null)
                .over(
                        Rows.columns(all, 0, width),
                        Rows.columns(all, width, width),
                        Rows.columns(all, 2 * width, width));
        return weights.linear(name + ".c_proj", mixed);
    }

    private double[][] norm(String name, double[][] x) {
        double epsilon = config.number(1e-5, "layer_norm_epsilon");
        return Rows.layerNorm(x, weights.vector(name + ".weight"), weights.vector(name + ".bias"), epsilon);
    }
}
