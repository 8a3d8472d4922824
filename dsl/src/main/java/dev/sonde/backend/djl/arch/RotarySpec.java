package dev.sonde.backend.djl.arch;

import java.util.Arrays;
import java.util.function.DoubleFunction;

/**
 * Rotary position embedding: which frequencies turn which pairs of channels. The half-split layout: channel i turns with
 * channel {@code i + width / 2}. Compared by identity of its scaling: layers that turn alike share one object.
 *
 * @param width how many channels of a head turn; an odd one is rounded up
 * @param base the base of the geometric series of frequencies
 * @param interleaved whether the channels 2i and 2i + 1 turn together instead
 * @param scaling how the frequencies are stretched
 */
public record RotarySpec(int width, double base, boolean interleaved, RotaryScaling scaling) {

    private static final double USUAL_BASE = 10000;

    /**
     * Reads the old spelling ({@code rope_theta}, {@code rope_scaling}, {@code partial_rotary_factor}) and the new one
     * ({@code rope_parameters}); where both stand, the old one counts.
     */
    public static RotarySpec of(ConfigFields config, int headWidth) {
        return of(config, parameters(config), headWidth);
    }

    /** The object in which a scaling is described; an empty one if there is none. */
    static ConfigFields parameters(ConfigFields config) {
        return config.findObject("rope_scaling")
                .filter(old -> !old.root().isEmpty())
                .or(() -> config.findObject("rope_parameters"))
                .orElseGet(() -> config.empty());
    }

    /**
     * Reads one object of parameters.
     *
     * @param config where fields stand that {@code parameters} lacks
     */
    static RotarySpec of(ConfigFields config, ConfigFields parameters, int headWidth) {
        if (parameters.find("full_attention").isPresent()) {
            throw ConfigErrors.value(
                    config.file(),
                    "rope_parameters.full_attention",
                    "present",
                    "This family turns all layers alike: give one set of parameters.");
        }
        double base = parameters
                .findNumber("rope_theta")
                .or(() -> config.findNumber("rope_theta"))
                .orElse(USUAL_BASE);
        double part = parameters
                .findNumber("partial_rotary_factor")
                .or(() -> config.findNumber("partial_rotary_factor"))
                .orElse(1.0);
        if (!(part > 0 && part <= 1)) {
            throw ConfigErrors.value(config.file(), "partial_rotary_factor", part, "It must be above 0 and at most 1.");
        }
        int width = (int) (headWidth * part);
        return new RotarySpec(width, base, false, RotaryScaling.of(parameters, config, width, base));
    }

    /** The same with neighbouring channels as pairs. */
    RotarySpec ofNeighbours() {
        return new RotarySpec(width, base, true, scaling);
    }

    /** Whether a token is turned in another way in a longer text. */
    public boolean byLength() {
        return scaling.byLength();
    }

    /**
     * Whether texts of {@code length} tokens are turned in another way than those one token shorter: then what was
     * computed for the shorter one is of no use.
     */
    public boolean changesAt(int length) {
        DoubleFunction<float[]> bases = any -> {
            float[] same = new float[(width + 1) / 2];
            Arrays.fill(same, (float) any);
            return same;
        };
        return byLength() && !Arrays.equals(frequencies(bases, length - 1), frequencies(bases, length));
    }

    /**
     * The frequency of each pair of channels, in radians a token.
     *
     * @param plain base to unscaled frequencies, in fp32
     * @param length tokens of the text
     */
    public float[] frequencies(DoubleFunction<float[]> plain, int length) {
        return scaling.stretch().frequencies(plain, base, length);
    }
}
