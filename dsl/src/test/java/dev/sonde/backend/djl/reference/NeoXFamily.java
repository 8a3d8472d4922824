package dev.sonde.backend.djl.reference;

/** GPT-NeoX: queries, keys and values lie head by head in one projection. */
record NeoXFamily(Settings config, Weights weights) implements ReferenceModel.Family {

    @Override
    public double[][] hidden(int[] ids) {
        double[][] x = new double[ids.length][];
        for (int t = 0; t < ids.length; t++) {
            x[t] = weights.matrix("gpt_neox.embed_in.weight")[ids[t]];
        }
        for (int i = 0; i < config.whole("num_hidden_layers"); i++) {
            String layer = "gpt_neox.layers." + i;
            double[][] attended = Rows.plus(x, attention(layer + ".attention", norm(layer + ".input_layernorm", x)));
            double[][] read = config.flag(true, "use_parallel_residual") ? x : attended;
            double[][] inner =
                    weights.linear(layer + ".mlp.dense_h_to_4h", norm(layer + ".post_attention_layernorm", read));
            var activation = Nonlinearity.of(config.text("gelu", "hidden_act"));
            x = Rows.plus(attended, weights.linear(layer + ".mlp.dense_4h_to_h", Rows.each(inner, activation)));
        }
        return norm("gpt_neox.final_layer_norm", x);
    }

    private double[][] attention(String name, double[][] x) {
        int heads = config.whole("num_attention_heads");
        int width = x[0].length / heads;
        double[][] all = weights.linear(name + ".query_key_value", x);
        Attention attention = new Attention(
                heads, heads, 1 / Math.sqrt(width), Integer.MAX_VALUE, 0, new Rotation(config, width, 0.25, x.length));
        return weights.linear(
                name + ".dense", attention.over(part(all, 0, width), part(all, 1, width), part(all, 2, width)));
    }

    private static double[][] part(double[][] all, int part, int width) {
        double[][] own = new double[all.length][all[0].length / 3];
        for (int t = 0; t < all.length; t++) {
            for (int head = 0; head * width < own[t].length; head++) {
                System.arraycopy(all[t], (3 * head + part) * width, own[t], head * width, width);
            }
        }
        return own;
    }

    private double[][] norm(String name, double[][] x) {
        double epsilon = config.number(1e-5, "layer_norm_eps");
        return Rows.layerNorm(x, weights.vector(name + ".weight"), weights.vector(name + ".bias"), epsilon);
    }
}
