package dev.sonde.backend.djl.arch;

import static java.util.Map.entry;

import java.util.Map;
import java.util.TreeMap;

/** What an MLP applies between its linear layers. */
public enum Activation {
    /** x / (1 + exp(-x)). */
    SILU,
    /** x Φ(x), by the error function. */
    GELU,
    /** x / 2 (1 + tanh(√(2/π) (x + 0.044715 x³))). */
    GELU_TANH,
    /** max(x, 0). */
    RELU,
    /** max(x, 0)². */
    RELU_SQUARED,
    /** x / (1 + exp(-1.702 x)). */
    QUICK_GELU;

    private static final Map<String, Activation> KNOWN = new TreeMap<>(Map.ofEntries(
            entry("silu", SILU),
            entry("swish", SILU),
            entry("gelu", GELU),
            entry("gelu_python", GELU),
            entry("gelu_new", GELU_TANH),
            entry("gelu_fast", GELU_TANH),
            entry("gelu_accurate", GELU_TANH),
            entry("gelu_pytorch_tanh", GELU_TANH),
            entry("gelu_python_tanh", GELU_TANH),
            entry("relu", RELU),
            entry("relu2", RELU_SQUARED),
            entry("quick_gelu", QUICK_GELU)));

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
