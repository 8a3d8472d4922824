package dev.sonde.backend.djl.reference;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

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
        double[][] table = Stream.of("model.embed_tokens", "transformer.wte", "gpt_neox.embed_in")
                .map(name -> tensors.get(name + ".weight"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        String type = config.text("", "model_type");
        if (config.flag(gpt2 || type.startsWith("gemma"), "tie_word_embeddings")) {
            tensors.put("lm_head.weight", table);
        } else if (tensors.containsKey("embed_out.weight")) {
            tensors.put("lm_head.weight", new Weights(tensors).matrix("embed_out.weight"));
        }
        return tensors;
    }
}
