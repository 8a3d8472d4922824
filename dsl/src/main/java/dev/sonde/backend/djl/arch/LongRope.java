package dev.sonde.backend.djl.arch;

import java.util.Optional;

/**
 * LongRoPE (Ding et al. 2024, arXiv:2402.13753): each frequency is divided by its own factor, from one list for texts
 * within the original context and from another for longer ones.
 */
final class LongRope {
    private LongRope() {}

    static RotaryScaling of(ConfigFields fields, ConfigFields config, int original, int width) {
        float[] shorter = factors(fields, "short_factor", width);
        float[] longer = factors(fields, "long_factor", width);
        double factor =
                fields.findNumber("factor").orElseGet(() -> config.size("max_position_embeddings") / (double) original);
        double attention = fields.findNumber("attention_factor")
                .orElseGet(() -> factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original)));
        return new RotaryScaling(
                (plain, base, length) -> {
                    float[] own = length > original ? longer : shorter;
                    return RotaryScaling.map(plain.apply(base), (i, f) -> f / own[i]);
                },
                attention,
                true,
                0);
    }

    private static float[] factors(ConfigFields fields, String field, int width) {
        Optional<float[]> list = fields.findNumbers(field);
        float[] factors = list.orElseThrow(() -> ConfigErrors.missing(fields.file(), field));
        if (factors.length != (width + 1) / 2) {
            throw ConfigErrors.value(
                    fields.file(),
                    field,
                    "a list of " + factors.length,
                    "It must have one number for each of the " + (width + 1) / 2 + " pairs of channels that turn.");
        }
        return factors;
    }
}
