package dev.sonde.backend.djl.arch;

/**
 * Rotary position embedding: which frequencies turn which pairs of channels. The half-split layout: channel i turns with
 * channel {@code i + width / 2}.
 *
 * @param width how many channels of a head turn, even
 * @param base the base of the geometric series of frequencies
 * @param scaling how the frequencies are stretched
 */
public record RotarySpec(int width, double base, RotaryScaling scaling) {

    /**
     * Reads the old spelling ({@code rope_theta}, {@code rope_scaling}, {@code partial_rotary_factor}) and the new one
     * ({@code rope_parameters}).
     */
    public static RotarySpec of(ConfigFields config, int headWidth) {
        var parameters = config.findObject("rope_parameters");
        var scaling = parameters.or(() -> config.findObject("rope_scaling"));
        double base = parameters
                .flatMap(fields -> fields.findNumber("rope_theta"))
                .or(() -> config.findNumber("rope_theta"))
                .orElse(10000.0);
        int width = (int) (headWidth
                * parameters
                        .flatMap(fields -> fields.findNumber("partial_rotary_factor"))
                        .or(() -> config.findNumber("partial_rotary_factor"))
                        .orElse(1.0));
        return new RotarySpec(
                width,
                base,
                scaling.map(fields -> RotaryScaling.of(fields, config, width, base))
                        .orElse(RotaryScaling.NONE));
    }
}
