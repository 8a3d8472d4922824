package dev.sonde.backend.djl.arch;

/** The activation that a configuration asks for. */
final class Activations {
    private Activations() {}

    static void requireSilu(ConfigFields config) {
        String activation = config.findText("hidden_act").orElse("silu");
        if (!activation.equals("silu") && !activation.equals("swish")) {
            throw ConfigErrors.value(
                    config.file(), "hidden_act", "'" + activation + "'", "This family is run with 'silu' only.");
        }
    }
}
