package dev.sonde.backend.djl.arch;

/**
 * YaRN (Peng et al. 2023, arXiv:2309.00071): slow frequencies are interpolated, fast ones kept, with a ramp between.
 */
final class YarnScaling {
    private YarnScaling() {}

    static RotaryScaling of(ConfigFields fields, ConfigFields config, int width, double base) {
        double factor = fields.number("factor");
        double original = fields.findNumber("original_max_position_embeddings")
                .orElseGet(() -> (double) config.size("max_position_embeddings"));
        boolean truncate = fields.flag("truncate", true);
        double fast = correctionDimension(fields.findNumber("beta_fast").orElse(32.0), width, base, original);
        double slow = correctionDimension(fields.findNumber("beta_slow").orElse(1.0), width, base, original);
        float low = (float) Math.max(truncate ? Math.floor(fast) : fast, 0);
        float high = (float) Math.min(truncate ? Math.ceil(slow) : slow, width - 1);
        float end = low == high ? high + 0.001f : high;
        return new RotaryScaling(
                frequencies -> ramp(frequencies, (float) factor, low, end),
                attentionFactor(fields, factor),
                "yarn(" + fields.root() + ")");
    }

    private static float[] ramp(float[] frequencies, float factor, float low, float high) {
        float[] mapped = new float[frequencies.length];
        for (int i = 0; i < mapped.length; i++) {
            float interpolated = Math.min(Math.max((i - low) / (high - low), 0), 1);
            mapped[i] = frequencies[i] / factor * interpolated + frequencies[i] * (1 - interpolated);
        }
        return mapped;
    }

    /** Which pair of channels turns {@code rotations} times over the original context. */
    private static double correctionDimension(double rotations, int width, double base, double original) {
        return width * Math.log(original / (rotations * 2 * Math.PI)) / (2 * Math.log(base));
    }

    private static double attentionFactor(ConfigFields fields, double factor) {
        double scale = fields.findNumber("mscale").orElse(0.0);
        double scaleAll = fields.findNumber("mscale_all_dim").orElse(0.0);
        return fields.findNumber("attention_factor")
                .orElseGet(() -> scale != 0 && scaleAll != 0
                        ? magnitude(factor, scale) / magnitude(factor, scaleAll)
                        : magnitude(factor, 1));
    }

    private static double magnitude(double factor, double scale) {
        return factor <= 1 ? 1 : 0.1 * scale * Math.log(factor) + 1;
    }
}
