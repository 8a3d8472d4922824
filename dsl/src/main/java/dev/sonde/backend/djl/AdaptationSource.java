package dev.sonde.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import dev.sonde.backend.djl.ModelWeights.ModuleWeights;
import dev.sonde.backend.djl.arch.ModuleSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Makes the engine's arrays of an adapter: as trained, or drawn at random with the same norms. */
final class AdaptationSource {

    private final Adapter adapter;
    private final ModelWeights weights;
    private final Device device;
    private final Map<String, ChangeNorms> norms = new HashMap<>();

    AdaptationSource(Adapter adapter, ModelWeights weights, Device device) {
        this.adapter = adapter;
        this.weights = weights;
        this.device = device;
    }

    Adapter adapter() {
        return adapter;
    }

    /** How much the adapter changes a module; known once {@link #trained} was called. */
    ChangeNorms norms(ModuleSpec module) {
        return Objects.requireNonNull(norms.get(module.name()));
    }

    /** The weights as they are in the file. */
    Adaptation trained() {
        return build("trained", (module, base, manager) -> {
            WeightChange change = new TrainedChange(module, base, manager).change();
            norms.put(module.module().name(), change.norms(base));
            return change;
        });
    }

    /** Random weights: for each module the rank and the Frobenius norms of the trained ones. */
    Adaptation drawn(long seed) {
        return build("null " + seed, (module, base, manager) -> {
            NullDraw draw = new NullDraw(seed, module.module().name());
            return new DrawnChange(module, base, norms(module.module()), manager).change(draw);
        });
    }

    private interface ChangeMaker {
        WeightChange make(AdapterModule module, ModuleWeights base, NDManager manager);
    }

    private Adaptation build(String id, ChangeMaker maker) {
        NDManager manager = TorchEngine.manager(device);
        try {
            Map<String, ModuleDelta> deltas = new HashMap<>();
            for (AdapterModule module : adapter.modules()) {
                ModuleWeights base = weights.of(module.module());
                ModuleDelta delta = maker.make(module, base, manager).delta(base, manager);
                if (!delta.empty()) {
                    deltas.put(module.module().name(), delta);
                }
            }
            manager.cap();
            return new Adaptation(id, manager, deltas);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }
}
