package dev.sonde.backend.djl;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A small model of random shape, written into a folder. Its text is words {@code w0 w1 ...}, one token each. No two seeds
 * have the same shape, so nothing can be made to fit them.
 */
final class RandomModel {

    /** How many tokens each of them takes. */
    static final int CONTEXT = 64;

    /** Families that can be written. */
    static final List<String> FAMILIES =
            List.of("llama", "mistral", "qwen2", "qwen3", "gemma", "gemma2", "gpt2", "gpt_neox");

    private static final List<String> SCALINGS = List.of("llama3", "yarn", "linear", "dynamic", "default");

    final Path folder;
    final Random random;
    final String family;
    final int vocabulary;

    /** Name of each linear module to outputs and inputs. */
    final Map<String, int[]> linears = new LinkedHashMap<>();

    private final ObjectNode config = new ObjectMapper().createObjectNode();
    private final RandomTensors tensors;
    private final boolean tied;
    private final int layers;
    private final int inner;
    private int keyHeads;
    private int heads;
    private int headWidth;
    private int width;

    private RandomModel(Path folder, String family, long seed) {
        this.folder = folder;
        this.family = family;
        random = new Random(31 * seed + family.hashCode());
        tensors = new RandomTensors(random);
        vocabulary = 31 + random.nextInt(90);
        layers = 1 + random.nextInt(3);
        inner = 5 + random.nextInt(60);
        keyHeads = 1 + random.nextInt(3);
        heads = keyHeads * (1 + random.nextInt(3));
        headWidth = 4 + 2 * random.nextInt(7);
        width = 9 + random.nextInt(32);
        tied = random.nextBoolean();
        config.put("model_type", family).put("vocab_size", vocabulary).put("tie_word_embeddings", tied);
        config.put("max_position_embeddings", CONTEXT);
    }

    static RandomModel write(Path folder, String family, long seed) {
        RandomModel model = new RandomModel(folder, family, seed);
        switch (family) {
            case "gpt2" -> model.gpt2();
            case "gpt_neox" -> model.neoX();
            default -> model.gated(seed);
        }
        model.tensors.write(folder.resolve("model.safetensors"));
        model.write("config.json", model.config.toString());
        model.tokenizer();
        return model;
    }

    /** The module that looks tokens up. */
    String table() {
        return family.equals("gpt2")
                ? "transformer.wte"
                : family.equals("gpt_neox") ? "gpt_neox.embed_in" : "model.embed_tokens";
    }

    /** The last norm. */
    String lastNorm() {
        return family.equals("gpt2")
                ? "transformer.ln_f"
                : family.equals("gpt_neox") ? "gpt_neox.final_layer_norm" : "model.norm";
    }

    int width() {
        return width;
    }

    boolean plainNorms() {
        return !family.startsWith("gp");
    }

    /** Texts of 1 to {@code most} words. */
    List<int[]> texts(int count, int most) {
        List<int[]> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(random.ints(i == 0 ? 1 : i == 1 ? most : 2 + random.nextInt(most - 2), 0, vocabulary - 3)
                    .toArray());
        }
        return texts;
    }

    static String text(int... ids) {
        return Arrays.stream(ids).mapToObj(id -> "w" + id).collect(Collectors.joining(" "));
    }

    private void gated(long seed) {
        boolean gemma = family.startsWith("gemma");
        if (family.equals("llama") && random.nextBoolean()) {
            width = heads * headWidth;
        } else {
            config.put("head_dim", headWidth);
        }
        config.put("hidden_size", width).put("intermediate_size", inner).put("num_hidden_layers", layers);
        config.put("num_attention_heads", heads).put("num_key_value_heads", keyHeads);
        config.put("rms_norm_eps", random.nextBoolean() ? 1e-6 : 1e-2);
        if (family.equals("llama")) {
            rope(SCALINGS.get((int) (seed % SCALINGS.size())));
        } else {
            rope(random.nextBoolean() ? "default" : "linear");
        }
        boolean all = !family.equals("mistral") && !family.equals("qwen2") && random.nextBoolean();
        boolean mlpBias = family.equals("llama") && random.nextBoolean();
        config.put("attention_bias", all).put("mlp_bias", mlpBias);
        window();
        if (family.equals("gemma2")) {
            config.put("query_pre_attn_scalar", 3 + random.nextInt(20));
            config.put("attn_logit_softcapping", 2 + 3 * random.nextDouble());
            config.put("final_logit_softcapping", 4 + 4 * random.nextDouble());
        }
        tensors.add("model.embed_tokens.weight", 0, gemma ? 0.3 : 0.6, vocabulary, width);
        for (int i = 0; i < layers; i++) {
            gatedLayer("model.layers." + i, all, mlpBias);
        }
        norm("model.norm");
        head("lm_head");
    }

    private void gatedLayer(String layer, boolean all, boolean mlpBias) {
        boolean input = all || family.equals("qwen2");
        norm(layer + ".input_layernorm");
        norm(layer + ".post_attention_layernorm");
        if (family.equals("gemma2")) {
            norm(layer + ".pre_feedforward_layernorm");
            norm(layer + ".post_feedforward_layernorm");
        }
        if (family.equals("qwen3")) {
            tensors.add(layer + ".self_attn.q_norm.weight", 1.5, 0.4, headWidth);
            tensors.add(layer + ".self_attn.k_norm.weight", 1.5, 0.4, headWidth);
        }
        linear(layer + ".self_attn.q_proj", heads * headWidth, width, input);
        linear(layer + ".self_attn.k_proj", keyHeads * headWidth, width, input);
        linear(layer + ".self_attn.v_proj", keyHeads * headWidth, width, input);
        linear(layer + ".self_attn.o_proj", width, heads * headWidth, all);
        linear(layer + ".mlp.gate_proj", inner, width, mlpBias);
        linear(layer + ".mlp.up_proj", inner, width, mlpBias);
        linear(layer + ".mlp.down_proj", width, inner, mlpBias);
    }

    private void window() {
        if (family.equals("mistral") || family.equals("gemma2")) {
            config.put("sliding_window", 2 + random.nextInt(6));
        } else if (family.startsWith("qwen")) {
            config.put("use_sliding_window", random.nextBoolean());
            config.put("sliding_window", 2 + random.nextInt(6));
            config.put("max_window_layers", random.nextInt(3));
        }
    }

    private void rope(String type) {
        int theta = 20 + random.nextInt(5000);
        ObjectNode rope = config.objectNode().put(random.nextBoolean() ? "rope_type" : "type", type);
        if (!type.equals("default")) {
            rope.put("factor", 2 + 6 * random.nextDouble());
        }
        if (type.equals("llama3")) {
            rope.put("low_freq_factor", 1.0).put("high_freq_factor", 2 + 3 * random.nextDouble());
        }
        if (type.equals("llama3") || type.equals("yarn")) {
            rope.put("original_max_position_embeddings", 8 + random.nextInt(24));
        }
        if (type.equals("yarn")) {
            rope.put("beta_fast", 4 + random.nextInt(8)).put("beta_slow", 0.3 + random.nextDouble());
        }
        if (type.equals("dynamic")) {
            config.put("max_position_embeddings", 33);
        }
        if (random.nextBoolean()) {
            config.put("rope_theta", theta).set("rope_scaling", rope);
        } else {
            config.set("rope_parameters", rope.put("rope_theta", theta));
        }
    }

    private void gpt2() {
        width = heads * headWidth;
        config.put("n_embd", width).put("n_layer", layers).put("n_head", heads).put("n_positions", CONTEXT);
        config.put("n_inner", inner).put("layer_norm_epsilon", 1e-4);
        config.put("activation_function", random.nextBoolean() ? "gelu_new" : "relu");
        config.put("scale_attn_by_inverse_layer_idx", random.nextBoolean());
        tensors.add("transformer.wte.weight", 0, 0.5, vocabulary, width);
        tensors.add("transformer.wpe.weight", 0, 0.5, CONTEXT, width);
        for (int i = 0; i < layers; i++) {
            String layer = "transformer.h." + i;
            norm(layer + ".ln_1");
            norm(layer + ".ln_2");
            linear(layer + ".attn.c_attn", 3 * width, width, true);
            linear(layer + ".attn.c_proj", width, width, true);
            linear(layer + ".mlp.c_fc", inner, width, true);
            linear(layer + ".mlp.c_proj", width, inner, true);
        }
        norm("transformer.ln_f");
        head("lm_head");
    }

    private void neoX() {
        headWidth = random.nextBoolean() ? 8 : 16;
        width = heads * headWidth;
        boolean bias = random.nextBoolean();
        config.put("hidden_size", width).put("num_hidden_layers", layers).put("num_attention_heads", heads);
        config.put("intermediate_size", inner).put("hidden_act", "gelu").put("layer_norm_eps", 1e-5);
        config.put("rotary_pct", 0.25 * (1 + random.nextInt(4))).put("rotary_emb_base", 20 + random.nextInt(5000));
        config.put("use_parallel_residual", random.nextBoolean()).put("attention_bias", bias);
        tensors.add("gpt_neox.embed_in.weight", 0, 0.6, vocabulary, width);
        for (int i = 0; i < layers; i++) {
            String layer = "gpt_neox.layers." + i;
            norm(layer + ".input_layernorm");
            norm(layer + ".post_attention_layernorm");
            linear(layer + ".attention.query_key_value", 3 * width, width, bias);
            linear(layer + ".attention.dense", width, width, bias);
            linear(layer + ".mlp.dense_h_to_4h", inner, width, true);
            linear(layer + ".mlp.dense_4h_to_h", width, inner, true);
        }
        norm("gpt_neox.final_layer_norm");
        head("embed_out");
    }

    private void linear(String name, int out, int in, boolean bias) {
        linears.put(name, new int[] {out, in});
        double deviation = 1.4 / Math.sqrt(in);
        if (family.equals("gpt2")) {
            tensors.add(name + ".weight", 0, deviation, in, out);
        } else {
            tensors.add(name + ".weight", 0, deviation, out, in);
        }
        if (bias) {
            tensors.add(name + ".bias", 0, 0.3, out);
        }
    }

    private void norm(String name) {
        tensors.add(name + ".weight", family.startsWith("gemma") ? 0 : 1, 0.3, width);
        if (!plainNorms()) {
            tensors.add(name + ".bias", 0, 0.3, width);
        }
    }

    private void head(String name) {
        if (!tied) {
            tensors.add(name + ".weight", 0, 2 / Math.sqrt(width), vocabulary, width);
        }
    }

    private void tokenizer() {
        ObjectNode json = config.objectNode().put("version", "1.0");
        json.putArray("added_tokens");
        json.putObject("pre_tokenizer").put("type", "WhitespaceSplit");
        ObjectNode model = json.putObject("model").put("type", "WordLevel").put("unk_token", "w0");
        ObjectNode words = model.putObject("vocab");
        for (int id = 0; id < vocabulary - 3; id++) {
            words.put("w" + id, id);
        }
        write("tokenizer.json", json.toString());
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
