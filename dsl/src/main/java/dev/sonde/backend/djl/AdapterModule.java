package dev.sonde.backend.djl;

import dev.sonde.backend.djl.arch.ModuleSpec;
import org.jspecify.annotations.Nullable;

/**
 * What an adapter's files hold for one module; all parts may be there at once.
 *
 * @param lowRank A, B and their scale
 * @param loraBias bias of B, {@code [out]}, unscaled
 * @param saved a weight that replaces the base model's
 * @param savedBias a bias that replaces the base model's
 */
record AdapterModule(
        ModuleSpec module,
        @Nullable LowRank lowRank,
        float @Nullable [] loraBias,
        @Nullable StoredTensor saved,
        @Nullable StoredTensor savedBias) {}
