package dev.sonde.backend.djl;

import ai.djl.ndarray.NDManager;
import dev.sonde.backend.djl.arch.ModuleSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
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

    /** The same arrays with the modules of {@code kept} only; it goes with this one and is not to be closed. */
    Adaptation part(SortedSet<String> kept) {
        Map<String, ModuleDelta> some = new HashMap<>(deltas);
        some.keySet().retainAll(kept);
        return new Adaptation(id + " only " + String.join(",", kept), manager, some);
    }

    @Override
    public void close() {
        manager.close();
    }
}
