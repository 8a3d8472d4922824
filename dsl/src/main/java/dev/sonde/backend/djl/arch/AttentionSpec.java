package dev.sonde.backend.djl.arch;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How one layer attends, causally.
 *
 * @param layer its index, from 0
 * @param heads query heads
 * @param keyHeads key and value heads; key head j serves the query heads from {@code j * heads / keyHeads} on
 * @param headWidth channels of one head
 * @param scale what the scores are multiplied by
 * @param rotary rotary position embedding; null for none
 * @param window how many tokens back are seen, the own one included; empty for all
 * @param softcap c of c tanh(score / c), applied to the scaled scores before the mask; empty for none
 */
public record AttentionSpec(
        int layer,
        int heads,
        int keyHeads,
        int headWidth,
        double scale,
        @Nullable RotarySpec rotary,
        OptionalInt window,
        OptionalDouble softcap) {}
