package dev.sonde.backend.djl;

import dev.sonde.backend.djl.arch.ModuleSpec;
import org.jspecify.annotations.Nullable;

/**
 * What an adapter's files hold for one module; all parts may be there at once.
 *
 * @param lowRank A, B and their scale
 * @param loraBias bias of B, {@code [out]}, unscaled
 * @param magnitude length of each output channel of the adapted weight (DoRA), {@code [out]}
 * @param saved a weight that replaces the base model's, before A and B are added
 * @param savedBias a bias that replaces the base model's
 */
record AdapterModule(
        ModuleSpec module,
        @Nullable LowRank lowRank,
        float @Nullable [] loraBias,
        float @Nullable [] magnitude,
        @Nullable StoredTensor saved,
        float @Nullable [] savedBias) {

    /** Such as {@code lora}, {@code dora+bias}. */
    String kind() {
        String kind = magnitude == null ? "lora" : "dora";
        return loraBias == null && savedBias == null ? kind : kind + "+bias";
    }
}
