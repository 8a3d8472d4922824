package dev.sonde.backend.djl.reference;

import java.util.HashMap;
import java.util.Map;

/** GPT-2 stores its projections as [in][out] and, in old files, leaves out the first part of the names. */
final class Layout {

    private Layout() {}

    static double[][] inner(String name, double[][] tensor) {
        return name.matches(".*\\.(c_attn|c_proj|c_fc)\\.weight") && name.contains(".h.")
                ? Rows.transposed(tensor)
                : tensor;
    }

    /** All tensors under today's names, linear ones as [out][in], and a head. */
    static Map<String, double[][]> model(Map<String, double[][]> stored, Settings config) {
        boolean gpt2 = config.text("", "model_type").equals("gpt2");
        Map<String, double[][]> tensors = new HashMap<>();
        stored.forEach((name, tensor) -> {
            boolean whole = !gpt2 || name.startsWith("transformer.") || name.startsWith("lm_head.");
            String full = whole ? name : "transformer." + name;
            tensors.put(full, gpt2 ? inner(full, tensor) : tensor);
        });
        double[][] table = tensors.getOrDefault("model.embed_tokens.weight", tensors.get("transformer.wte.weight"));
        if (tensors.containsKey("embed_out.weight")) {
            tensors.put("lm_head.weight", tensors.get("embed_out.weight"));
        }
        if (table != null) {
            boolean tied =
                    config.flag(gpt2 || config.text("", "model_type").startsWith("gemma"), "tie_word_embeddings");
            tensors.compute("lm_head.weight", (name, own) -> tied || own == null ? table : own);
        }
        return tensors;
    }
}
