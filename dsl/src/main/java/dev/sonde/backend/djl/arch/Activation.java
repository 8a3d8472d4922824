package dev.sonde.backend.djl.arch;

import java.util.Map;
import java.util.TreeMap;

/** What an MLP applies between its linear layers. */
public enum Activation {
    /** x / (1 + exp(-x)). */
    SILU,
    /** x Φ(x), by the error function. */
    GELU,
    /** x / 2 (1 + tanh(√(2/π) (x + 0.044715 x³))). */
    GELU_TANH;

    private static final Map<String, Activation> KNOWN = new TreeMap<>(
            Map.of("silu", SILU, "swish", SILU, "gelu", GELU, "gelu_new", GELU_TANH, "gelu_pytorch_tanh", GELU_TANH));

    /**
     * The activation that {@code field} names.
     *
     * @throws dev.sonde.backend.BackendException if it is another one, or absent
     */
    static Activation of(ConfigFields config, String field) {
        String name = config.findText(field).orElseThrow(() -> ConfigErrors.missing(config.file(), field));
        Activation known = KNOWN.get(name);
        if (known == null) {
            throw ConfigErrors.value(
                    config.file(),
                    field,
                    "'" + name + "'",
                    "Known activations: " + String.join(", ", KNOWN.keySet()) + ".");
        }
        return known;
    }
}
