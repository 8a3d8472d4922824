package dev.sonde.backend.djl.arch;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The families that sentence embedders are made of, by {@code model_type}. A new one is one file and one line here. */
public final class Encoders {

    private static final Map<String, Function<ConfigFields, Network>> KNOWN =
            new TreeMap<>(Map.of("bert", config -> new Bert(config).build()));

    private Encoders() {}

    /**
     * The encoder that {@code config} describes.
     *
     * @throws dev.sonde.backend.BackendException if it cannot be run, naming the field
     */
    public static Network of(ConfigFields config) {
        String family =
                config.findText("model_type").orElseThrow(() -> ConfigErrors.missing(config.file(), "model_type"));
        if (!config.unset("auto_map")) {
            throw ConfigErrors.customCode(config.file()); // such folders keep the name of the family they differ from
        }
        @Nullable Function<ConfigFields, Network> known = KNOWN.get(family);
        if (known == null) {
            throw ConfigErrors.encoder(config.file(), family, KNOWN.keySet());
        }
        Families.refuseQuantized(config);
        return known.apply(config);
    }
}
