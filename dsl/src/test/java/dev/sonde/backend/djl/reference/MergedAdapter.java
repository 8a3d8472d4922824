package dev.sonde.backend.djl.reference;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Adds a PEFT adapter to the weights themselves: W + λ s B A, and DoRA's lengths of rows. */
final class MergedAdapter {

    private static final String PREFIX = "base_model.model.";

    private final Settings config;
    private final Weights own;
    private final Map<String, double[][]> model;
    private final double lambda;

    private MergedAdapter(Path adapter, Map<String, double[][]> model, double lambda) {
        config = Settings.read(adapter.resolve("adapter_config.json"));
        own = new Weights(TensorFolder.read(adapter));
        this.model = model;
        this.lambda = lambda;
    }

    /** Changes {@code model}. Where the adapter saves whole weights, {@code lambda} must be 1. */
    static void into(Map<String, double[][]> model, Path adapter, double lambda) {
        into(model, adapter, lambda, module -> true);
    }

    /** As {@link #into(Map, Path, double)}, with the modules for whose names {@code kept} holds. */
    static void into(Map<String, double[][]> model, Path adapter, double lambda, Predicate<String> kept) {
        MergedAdapter merged = new MergedAdapter(adapter, model, lambda);
        merged.own.tensors().keySet().stream()
                .filter(key -> !key.contains(".lora_"))
                .filter(key -> kept.test(moduleOf(key)))
                .forEach(merged::replace);
        var modules = new TreeSet<String>();
        merged.own.tensors().keySet().stream()
                .filter(key -> key.contains(".lora_"))
                .filter(key -> kept.test(moduleOf(key)))
                .forEach(key -> modules.add(key.substring(0, key.indexOf(".lora_"))));
        modules.forEach(merged::add);
    }

    private static String moduleOf(String key) {
        return key.substring(PREFIX.length())
                .replace(".modules_to_save", "")
                .replace(".base_layer", "")
                .replaceAll("\\.(lora_.*|weight|bias)$", "");
    }

    private void replace(String key) {
        if (lambda != 1) {
            throw new IllegalArgumentException(key + " is saved whole");
        }
        String name = key.substring(PREFIX.length()).replace(".modules_to_save", "");
        double[][] saved = own.matrix(key);
        if (name.contains("embed") && name.contains(".base_layer") && tied()) {
            model.put("lm_head.weight", saved);
        }
        name = name.replace(".base_layer", "");
        model.put(name, Layout.inner(name, saved));
    }

    private boolean tied() {
        return model.get("lm_head.weight") == model.get("model.embed_tokens.weight");
    }

    private void add(String key) {
        String module = key.substring(PREFIX.length());
        boolean table = own.has(key + ".lora_embedding_A");
        double[][] a = own.matrix(key + (table ? ".lora_embedding_A" : ".lora_A.weight"));
        double[][] b = own.matrix(key + (table ? ".lora_embedding_B" : ".lora_B.weight"));
        double scale = lambda * scale(module, a.length);
        double[][] change = Rows.each(Rows.linear(b, Rows.transposed(a), null), value -> value * scale);
        double[][] base = new Weights(model).matrix(module + ".weight");
        double[][] sum = Rows.plus(table ? Rows.transposed(base) : base, change);
        double[][] lengths = own.tensors().get(key + ".lora_magnitude_vector");
        if (lengths != null) {
            double[] wanted = lengths.length == 1 ? lengths[0] : Rows.transposed(lengths)[0];
            for (int o = 0; o < sum.length; o++) {
                double factor = wanted[o] / Math.sqrt(Rows.dot(sum[o], sum[o]));
                for (int i = 0; i < sum[o].length; i++) {
                    sum[o][i] *= factor;
                }
            }
        }
        model.put(module + ".weight", table ? Rows.transposed(sum) : sum);
        double[][] bias = own.tensors().get(key + ".lora_B.bias");
        if (bias != null) {
            double[][] scaled = Rows.each(bias, value -> value * scale);
            model.merge(module + ".bias", scaled, Rows::plus);
        }
    }

    private double scale(String module, int rank) {
        double alpha = config.number(8, "lora_alpha");
        for (var entry : config.first("alpha_pattern").properties()) {
            if (Pattern.matches("(.*\\.)?(" + entry.getKey() + ")", module)) {
                alpha = entry.getValue().asDouble();
                break;
            }
        }
        return config.flag(false, "use_rslora") ? alpha / Math.sqrt(rank) : alpha / rank;
    }
}
