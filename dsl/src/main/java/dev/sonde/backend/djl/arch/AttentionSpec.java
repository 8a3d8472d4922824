package dev.sonde.backend.djl.arch;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How one layer attends.
 *
 * @param layer its index, from 0
 * @param heads query heads
 * @param keyHeads key and value heads; key head j serves the query heads from {@code j * heads / keyHeads} on
 * @param headWidth channels of one head
 * @param scale what the scores are multiplied by
 * @param rotary rotary position embedding; null for none
 * @param window how many tokens back are seen, the own one included; empty for all
 * @param softcap c of c tanh(score / c), applied to the scaled scores before the mask; empty for none
 * @param causal whether a token sees itself and earlier ones only, or every token of its text
 */
public record AttentionSpec(
        int layer,
        int heads,
        int keyHeads,
        int headWidth,
        double scale,
        @Nullable RotarySpec rotary,
        OptionalInt window,
        OptionalDouble softcap,
        boolean causal) {

    /** Causal attention. */
    public AttentionSpec(
            int layer,
            int heads,
            int keyHeads,
            int headWidth,
            double scale,
            @Nullable RotarySpec rotary,
            OptionalInt window,
            OptionalDouble softcap) {
        this(layer, heads, keyHeads, headWidth, scale, rotary, window, softcap, true);
    }

    /** Attention of an encoder: to all tokens of the text, before and behind, scaled by 1 / sqrt(headWidth). */
    static AttentionSpec bothWays(int layer, int heads, int headWidth) {
        return new AttentionSpec(
                layer,
                heads,
                heads,
                headWidth,
                1 / Math.sqrt(headWidth),
                null,
                OptionalInt.empty(),
                OptionalDouble.empty(),
                false);
    }
}
