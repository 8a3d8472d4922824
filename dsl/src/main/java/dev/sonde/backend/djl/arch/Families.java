package dev.sonde.backend.djl.arch;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The model families, by {@code model_type}. A new family is one file and one line here. */
public final class Families {

    private static final SortedMap<String, Function<ConfigFields, Architecture>> KNOWN =
            new TreeMap<>(Map.of("llama", Llama::new));

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
        if (!config.unset("auto_map")) {
            throw ConfigErrors.customCode(config.file());
        }
        if (known == null) {
            throw ConfigErrors.family(config.file(), family, KNOWN.keySet());
        }
        config.findObject("quantization_config").ifPresent(quantization -> {
            throw ConfigErrors.quantized(
                    config.file(), quantization.findText("quant_method").orElse("unnamed method"));
        });
        return known.apply(config);
    }
}
