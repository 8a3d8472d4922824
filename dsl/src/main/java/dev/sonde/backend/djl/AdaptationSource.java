package dev.sonde.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import dev.sonde.backend.MergedType;
import dev.sonde.backend.djl.ModelWeights.ModuleWeights;
import dev.sonde.backend.djl.arch.ModuleSpec;
import dev.sonde.stop.StopPoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Makes the engine's arrays of an adapter: as trained, merged and rounded, or drawn at random with the same norms. */
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

    /** The trained weights added to the base model's and rounded; each change is the rounded sum less the base weight. */
    Adaptation merged(MergedType type) {
        return build("merged " + type.id(), (module, base, manager) -> {
            try (NDManager scratch = TorchEngine.manager(device)) {
                ModuleDelta change =
                        new TrainedChange(module, base, scratch).change().delta(base, scratch);
                return new MergedChange(module.module(), base, type, scratch).of(change, manager);
            }
        });
    }

    /** What a merged adapter takes in fp32: as much as the weights that it changes. */
    long mergedBytes() {
        return Float.BYTES
                * adapter.modules().stream()
                        .mapToLong(each -> each.module().rows() * each.module().columns())
                        .sum();
    }

    private interface ChangeMaker {
        WeightChange make(AdapterModule module, ModuleWeights base, NDManager manager);
    }

    private Adaptation build(String id, ChangeMaker maker) {
        NDManager manager = TorchEngine.manager(device);
        try {
            Map<String, ModuleDelta> deltas = new HashMap<>();
            for (AdapterModule module : adapter.modules()) {
                StopPoint.pass("during the making of an adapter's weights");
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
