package dev.sonde.backend.djl.arch;

/**
 * YaRN (Peng et al. 2023, arXiv:2309.00071): slow frequencies are interpolated, fast ones kept, with a ramp between.
 */
final class YarnScaling {
    private YarnScaling() {}

    static RotaryScaling of(ConfigFields fields, int original, int width, double base) {
        double factor = fields.number("factor");
        boolean truncate = fields.flag("truncate", true);
        double fast = correctionDimension(fields.findNumber("beta_fast").orElse(32.0), width, base, original);
        double slow = correctionDimension(fields.findNumber("beta_slow").orElse(1.0), width, base, original);
        float low = (float) Math.max(truncate ? Math.floor(fast) : fast, 0);
        float high = (float) Math.min(truncate ? Math.ceil(slow) : slow, width - 1);
        float end = low == high ? high + 0.001f : high;
        return RotaryScaling.each(
                (i, f) -> ramp(f, (float) factor, Math.min(Math.max((i - low) / (end - low), 0), 1)),
                attentionFactor(fields, factor),
                (int) (factor * original));
    }

    private static float ramp(float frequency, float factor, float interpolated) {
        return frequency / factor * interpolated + frequency * (1 - interpolated);
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
