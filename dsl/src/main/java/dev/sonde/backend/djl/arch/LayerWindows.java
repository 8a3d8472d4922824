package dev.sonde.backend.djl.arch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Which layers see only a window of the last tokens.
 *
 * @param sliding one for each layer
 * @param width how many tokens back they see, the own one included; empty when they see everything, too
 */
record LayerWindows(List<Boolean> sliding, OptionalInt width) {

    private static final String SLIDING = "sliding_attention";
    private static final String FULL = "full_attention";

    /**
     * Reads {@code layer_types} and {@code sliding_window}.
     *
     * @param otherwise which layers slide when there are no {@code layer_types}
     */
    static LayerWindows of(ConfigFields config, IntPredicate otherwise) {
        int layers = config.size("num_hidden_layers");
        Optional<List<String>> types = config.findTexts("layer_types");
        types.ifPresent(list -> check(config, list, layers));
        List<Boolean> sliding = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            int layer = i;
            sliding.add(types.map(list -> list.get(layer).equals(SLIDING)).orElseGet(() -> otherwise.test(layer)));
        }
        return new LayerWindows(List.copyOf(sliding), width(config));
    }

    /** The window of families with one on every layer, whatever else stands there. */
    static OptionalInt everywhere(ConfigFields config) {
        return config.findSize("sliding_window").map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** A window on the layers from {@code max_window_layers} on. */
    static LayerWindows later(ConfigFields config) {
        int first = config.findCount("max_window_layers").orElse(0);
        return of(config, layer -> layer >= first);
    }

    private static OptionalInt width(ConfigFields config) {
        return config.flag("use_sliding_window", true) ? everywhere(config) : OptionalInt.empty();
    }

    private static void check(ConfigFields config, List<String> types, int layers) {
        if (types.size() < layers) {
            throw ConfigErrors.value(
                    config.file(), "layer_types", types, "It must name one for each of the " + layers + " layers.");
        }
        types.stream()
                .filter(type -> !type.equals(SLIDING) && !type.equals(FULL))
                .findFirst()
                .ifPresent(type -> {
                    throw ConfigErrors.value(
                            config.file(),
                            "layer_types",
                            "'" + type + "'",
                            "Known types: " + FULL + ", " + SLIDING + ".");
                });
    }

    OptionalInt of(int layer) {
        return sliding.get(layer) ? width : OptionalInt.empty();
    }
}
