package dev.sonde.backend.djl.arch;

import static java.util.Map.entry;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The model families, by {@code model_type}. A new family is one file and one line here. */
public final class Families {

    private static final SortedMap<String, Function<ConfigFields, Architecture>> KNOWN = new TreeMap<>(Map.ofEntries(
            entry("cohere", config -> new Cohere(config).build()),
            entry("gemma", config -> new Gemma(config).build()),
            entry("gemma2", config -> new Gemma2(config).build()),
            entry("gemma3_text", config -> new Gemma3(config).build()),
            entry("gpt2", config -> new Gpt2(config).build()),
            entry("gpt_neox", config -> new GptNeoX(config).build()),
            entry("granite", config -> new Granite(config).build()),
            entry("llama", config -> new Llama(config).build()),
            entry("mistral", config -> new Mistral(config).build()),
            entry("olmo2", config -> new Olmo2(config).build()),
            entry("phi", config -> new Phi(config).build()),
            entry("phi3", config -> new Phi3(config).build()),
            entry("qwen2", config -> new Qwen2(config).build()),
            entry("qwen3", config -> new Qwen3(config).build()),
            entry("smollm3", config -> new SmolLM3(config).build()),
            entry("stablelm", config -> new StableLm(config).build()),
            entry("starcoder2", config -> new Starcoder2(config).build())));

    private Families() {}

    /**
     * The architecture that {@code config} describes.
     *
     * @throws dev.sonde.backend.BackendException if it cannot be run, naming the field
     */
    public static Architecture of(ConfigFields config) {
        String family =
                config.findText("model_type").orElseThrow(() -> ConfigErrors.missing(config.file(), "model_type"));
        @Nullable Function<ConfigFields, Architecture> known = KNOWN.get(family);
        if (known == null && !config.unset("auto_map")) {
            throw ConfigErrors.customCode(config.file()); // a known family's own code is not needed
        }
        if (known == null) {
            throw ConfigErrors.family(config.file(), family, KNOWN.keySet());
        }
        refuseQuantized(config);
        return known.apply(config);
    }

    static void refuseQuantized(ConfigFields config) {
        config.findObject("quantization_config").ifPresent(quantization -> {
            throw ConfigErrors.quantized(
                    config.file(), quantization.findText("quant_method").orElse("unnamed method"));
        });
    }
}
