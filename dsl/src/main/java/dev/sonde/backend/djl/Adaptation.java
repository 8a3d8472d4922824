package dev.sonde.backend.djl;

import ai.djl.ndarray.NDManager;
import dev.sonde.backend.djl.arch.ModuleSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One set of adapter weights, trained or drawn, in the engine's memory.
 *
 * @param id orders the groups of a batch
 * @param manager owns the arrays
 * @param deltas by module name
 */
record Adaptation(String id, NDManager manager, Map<String, ModuleDelta> deltas) implements AutoCloseable {

    @Nullable
    ModuleDelta of(ModuleSpec module) {
        return deltas.get(module.name());
    }

    @Override
    public void close() {
        manager.close();
    }
}
