package dev.sonde.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.sonde.backend.djl.arch.Architecture;
import dev.sonde.backend.djl.arch.ModuleSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The base model's weights, once, for all views. */
final class ModelWeights implements AutoCloseable {

    private final NDManager manager;
    private final Map<String, ModuleWeights> modules;

    /**
     * The weights of one module.
     *
     * @param norm Frobenius norm of {@code weight}
     */
    record ModuleWeights(NDArray weight, @Nullable NDArray bias, double norm) {}

    private ModelWeights(NDManager manager, Map<String, ModuleWeights> modules) {
        this.manager = manager;
        this.modules = modules;
    }

    /**
     * Loads what {@code architecture} asks for; other tensors of the files are left alone.
     *
     * @throws dev.sonde.backend.BackendException naming file and tensor that are wrong
     */
    static ModelWeights load(ModelFolder folder, Architecture architecture, Device device) {
        NDManager manager = TorchEngine.manager(device);
        try {
            WeightLoader loader = new WeightLoader(manager);
            Map<String, WeightLoader.Loaded> loaded = new HashMap<>();
            Map<String, ModuleWeights> modules = new HashMap<>();
            for (ModuleSpec module : architecture.modules()) {
                var weight = loaded.computeIfAbsent(
                        module.tiedTo(),
                        name -> oriented(module, loader.load(stored(folder, module, ".weight"), module.storedShape())));
                NDArray bias = module.bias()
                        ? loader.load(stored(folder, module, ".bias"), List.of(module.rows()))
                                .array()
                        : null;
                modules.put(module.name(), new ModuleWeights(weight.array(), bias, weight.norm()));
            }
            manager.cap(); // a result that would stay here for ever is an exception from now on
            return new ModelWeights(manager, modules);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** The weight as {@code [out, in]}: a view where the file has it the other way round. */
    private static WeightLoader.Loaded oriented(ModuleSpec module, WeightLoader.Loaded weight) {
        return module.transposed() ? new WeightLoader.Loaded(weight.array().transpose(), weight.norm()) : weight;
    }

    /** By the module's name or its former one, with the model's outermost part, such as {@code transformer.}, or without. */
    private static StoredTensor stored(ModelFolder folder, ModuleSpec module, String part) {
        String name = part.equals(".weight") ? module.tiedTo() : module.name() + part;
        return Stream.of(name, name.substring(name.indexOf('.') + 1), module.formerName() + part)
                .map(folder.tensors()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> ModelFileErrors.tensorMissing(folder.directory(), name));
    }

    ModuleWeights of(ModuleSpec module) {
        return Objects.requireNonNull(modules.get(module.name()), module.name());
    }

    @Override
    public void close() {
        manager.close();
    }
}
