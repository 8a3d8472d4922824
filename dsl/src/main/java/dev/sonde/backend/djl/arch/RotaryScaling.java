package dev.sonde.backend.djl.arch;

import java.util.function.DoubleFunction;

/**
 * How rotary frequencies are stretched for a longer context. Computed in fp32 with the operations and their order as in
 * the reference implementation.
 *
 * @param stretch gives the used frequencies
 * @param attentionFactor multiplies cosine and sine
 * @param byLength whether the frequencies depend on the length of the text
 * @param reach for how many tokens the scaling is made, where that is more than the model's own context; else 0
 */
public record RotaryScaling(Stretch stretch, double attentionFactor, boolean byLength, int reach) {

    /** Frequencies as they are. */
    public static final RotaryScaling NONE = new RotaryScaling((plain, base, length) -> plain.apply(base), 1, false, 0);

    private static final String KNOWN = "Known types: default, dynamic, linear, llama3, longrope, yarn.";

    /** The rule of one scaling. */
    @FunctionalInterface
    public interface Stretch {

        /**
         * The used frequencies.
         *
         * @param plain base to unscaled frequencies
         * @param length tokens of the text
         */
        float[] frequencies(DoubleFunction<float[]> plain, double base, int length);
    }

    /** Reads {@code rope_scaling} or {@code rope_parameters}. */
    static RotaryScaling of(ConfigFields fields, ConfigFields config, int width, double base) {
        String type =
                fields.findText("rope_type").or(() -> fields.findText("type")).orElse("default");
        return switch (type) {
            case "default" -> NONE;
            case "linear" -> linear(fields.number("factor"), config);
            case "dynamic" -> dynamic(fields.number("factor"), config, width);
            case "llama3" -> llama3(fields, originalContext(fields, config));
            case "yarn" -> YarnScaling.of(fields, originalContext(fields, config), width, base);
            case "longrope" -> LongRope.of(fields, config, originalContext(fields, config), width);
            default -> throw ConfigErrors.value(fields.file(), "rope_scaling.rope_type", "'" + type + "'", KNOWN);
        };
    }

    /** A scaling that maps each frequency alone. */
    static RotaryScaling each(FrequencyRule rule, double attentionFactor, int reach) {
        return new RotaryScaling((plain, base, length) -> map(plain.apply(base), rule), attentionFactor, false, reach);
    }

    static float[] map(float[] frequencies, FrequencyRule rule) {
        float[] mapped = new float[frequencies.length];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = rule.apply(i, frequencies[i]);
        }
        return mapped;
    }

    private static int originalContext(ConfigFields fields, ConfigFields config) {
        String field = "original_max_position_embeddings";
        return config.findSize(field)
                .or(() -> fields.findSize(field))
                .orElseGet(() -> config.size("max_position_embeddings"));
    }

    private static RotaryScaling linear(double factor, ConfigFields config) {
        return each((i, f) -> f / (float) factor, 1, (int) (factor * config.size("max_position_embeddings")));
    }

    /** Raises the base for a text that is longer than the context. */
    private static RotaryScaling dynamic(double factor, ConfigFields config, int width) {
        int context = config.size("max_position_embeddings");
        double exponent = width / (width - 2.0);
        return new RotaryScaling(
                (plain, base, length) -> plain.apply(
                        length <= context ? base : base * Math.pow(factor * length / context - (factor - 1), exponent)),
                1,
                true,
                (int) (factor * context));
    }

    private static RotaryScaling llama3(ConfigFields fields, float original) {
        float factor = (float) fields.number("factor");
        float low = (float) fields.number("low_freq_factor");
        float high = (float) fields.number("high_freq_factor");
        return each((i, f) -> llama3(f, factor, low, high, original), 1, 0);
    }

    private static float llama3(float frequency, float factor, float low, float high, float original) {
        float wavelength = (float) (2 * Math.PI) / frequency;
        if (wavelength > original / low) {
            return frequency / factor;
        }
        if (wavelength < original / high) {
            return frequency;
        }
        float smooth = (original / wavelength - low) / (high - low);
        return (1 - smooth) * (frequency / factor) + smooth * frequency;
    }

    /** What becomes of the frequency of pair {@code index}. */
    @FunctionalInterface
    interface FrequencyRule {
        float apply(int index, float frequency);
    }
}
