package dev.sonde.backend.djl.arch;

import java.util.function.UnaryOperator;

/**
 * How rotary frequencies are stretched for a longer context. Computed in fp32 with the operations and their order as in
 * the reference implementation, so that the tables agree to the last bit.
 *
 * @param stretch from the plain inverse frequencies to the used ones
 * @param attentionFactor multiplies cosine and sine
 * @param id distinguishes scalings of one model
 */
public record RotaryScaling(UnaryOperator<float[]> stretch, double attentionFactor, String id) {

    /** Frequencies as they are. */
    public static final RotaryScaling NONE = new RotaryScaling(frequencies -> frequencies, 1, "default");

    /** Reads {@code rope_scaling} or {@code rope_parameters}. */
    static RotaryScaling of(ConfigFields fields, ConfigFields config, int width, double base) {
        String type =
                fields.findText("rope_type").or(() -> fields.findText("type")).orElse("default");
        return switch (type) {
            // dynamic stretches only behind max_position_embeddings, which is also where this backend's context ends
            case "default", "dynamic" -> NONE;
            case "linear" -> linear((float) fields.number("factor"));
            case "llama3" -> llama3(fields);
            case "yarn" -> YarnScaling.of(fields, config, width, base);
            default ->
                throw ConfigErrors.value(
                        fields.file(),
                        "rope_scaling.rope_type",
                        "'" + type + "'",
                        "Known types: default, dynamic, linear, llama3, yarn.");
        };
    }

    private static RotaryScaling linear(float factor) {
        return new RotaryScaling(frequencies -> map(frequencies, f -> f / factor), 1, "linear(" + factor + ")");
    }

    private static RotaryScaling llama3(ConfigFields fields) {
        float factor = (float) fields.number("factor");
        float low = (float) fields.number("low_freq_factor");
        float high = (float) fields.number("high_freq_factor");
        float original = (float) fields.number("original_max_position_embeddings");
        return new RotaryScaling(
                frequencies -> map(frequencies, f -> llama3(f, factor, low, high, original)),
                1,
                "llama3(" + factor + "," + low + "," + high + "," + original + ")");
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

    private static float[] map(float[] frequencies, FloatFunction function) {
        float[] mapped = new float[frequencies.length];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = function.apply(frequencies[i]);
        }
        return mapped;
    }

    private interface FloatFunction {
        float apply(float value);
    }
}
