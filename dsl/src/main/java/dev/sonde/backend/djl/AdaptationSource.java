package dev.sonde.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sonde.backend.djl.arch.ModuleSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the engine's arrays of an adapter: as trained, or drawn at random with the same norms. */
final class AdaptationSource {

    private final Adapter adapter;
    private final ModelWeights weights;
    private final Device device;
    private final Map<String, Double> savedNorms = new HashMap<>();

    AdaptationSource(Adapter adapter, ModelWeights weights, Device device) {
        this.adapter = adapter;
        this.weights = weights;
        this.device = device;
    }

    Adapter adapter() {
        return adapter;
    }

    /** Norm of saved minus base weight; known once {@link #trained} was called. */
    double savedNorm(ModuleSpec module) {
        return Objects.requireNonNull(savedNorms.get(module.name()));
    }

    /** The weights as they are in the file. */
    Adaptation trained() {
        return build("trained", this::trainedDelta);
    }

    /** Random weights: for each module the rank and the Frobenius norms of the trained ones. */
    Adaptation drawn(long seed) {
        return build("null " + seed, (module, manager) -> drawnDelta(module, manager, seed));
    }

    private interface DeltaMaker {
        ModuleDelta make(AdapterModule module, NDManager manager);
    }

    private Adaptation build(String id, DeltaMaker maker) {
        NDManager manager = TorchEngine.manager(device);
        try {
            Map<String, ModuleDelta> deltas = new HashMap<>();
            for (AdapterModule module : adapter.modules()) {
                deltas.put(module.module().name(), maker.make(module, manager));
            }
            manager.cap();
            return new Adaptation(id, manager, deltas);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private ModuleDelta trainedDelta(AdapterModule module, NDManager manager) {
        NDArray full = module.saved() == null
                ? null
                : difference(module.saved(), weights.of(module.module()).weight(), manager);
        if (full != null) {
            try (NDArray norm = full.norm()) {
                savedNorms.put(module.module().name(), (double) norm.getFloat());
            }
        }
        return lowRank(module.module(), module.lowRank(), full, trainedBias(module, manager), manager);
    }

    private @Nullable NDArray trainedBias(AdapterModule module, NDManager manager) {
        NDArray bias = null;
        if (module.savedBias() != null) {
            NDArray base = Objects.requireNonNull(weights.of(module.module()).bias());
            bias = difference(module.savedBias(), base, manager);
        }
        if (module.loraBias() != null) {
            NDArray own = manager.create(scaled(module));
            bias = bias == null ? own : own.add(bias);
        }
        return bias;
    }

    private static float[] scaled(AdapterModule module) {
        float[] values = Objects.requireNonNull(module.loraBias()).clone();
        double scale = Objects.requireNonNull(module.lowRank()).scale();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * scale);
        }
        return values;
    }

    private static NDArray difference(StoredTensor saved, NDArray base, NDManager manager) {
        try (NDArray loaded = new WeightLoader(manager).load(saved).array()) {
            return loaded.sub(base);
        }
    }

    private ModuleDelta drawnDelta(AdapterModule module, NDManager manager, long seed) {
        ModuleSpec spec = module.module();
        NullDraw draw = new NullDraw(seed, spec.name());
        LowRank trained = module.lowRank();
        LowRank lowRank = trained == null ? null : draw.matching(trained);
        NDArray full = module.saved() == null
                ? null
                : manager.create(
                        draw.ofNorm(Math.toIntExact(spec.rows() * spec.columns()), savedNorm(spec)),
                        new Shape(spec.shape()));
        NDArray bias = module.loraBias() == null
                ? null
                : manager.create(draw.ofNorm(module.loraBias().length, norm(scaled(module))));
        return lowRank(spec, lowRank, full, bias, manager);
    }

    private static double norm(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    private static ModuleDelta lowRank(
            ModuleSpec module,
            @Nullable LowRank update,
            @Nullable NDArray full,
            @Nullable NDArray bias,
            NDManager manager) {
        if (update == null) {
            return new ModuleDelta(null, null, full, bias);
        }
        boolean table = module.kind() == ModuleSpec.Kind.EMBEDDING;
        NDArray a = table
                ? manager.create(update.transposedA(), new Shape(update.in(), update.rank()))
                : manager.create(update.a(), new Shape(update.rank(), update.in()));
        return new ModuleDelta(a, manager.create(update.scaledB(), new Shape(update.out(), update.rank())), full, bias);
    }
}
