package dev.sonde.backend.djl.arch;

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
 */
public record AttentionSpec(
        int layer,
        int heads,
        int keyHeads,
        int headWidth,
        double scale,
        @Nullable RotarySpec rotary) {}
