package dev.sonde.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.sonde.backend.djl.arch.ModuleSpec;
import dev.sonde.backend.djl.arch.Network;
import dev.sonde.stop.StopPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    record ModuleWeights(Weight weight, @Nullable NDArray bias, double norm) {}

    private ModelWeights(NDManager manager, Map<String, ModuleWeights> modules) {
        this.manager = manager;
        this.modules = modules;
    }

    /**
     * Loads what {@code network} asks for; other tensors of the files are left alone.
     *
     * @param halves widens matrices at each use that the files have in two bytes an element; empty: once, here
     * @throws dev.sonde.backend.BackendException naming file and tensor that are wrong
     */
    static ModelWeights load(ModelFolder folder, Network network, Device device, Optional<OpPack> halves) {
        NDManager manager = TorchEngine.manager(device);
        try {
            WeightLoader loader = new WeightLoader(manager, halves.map(pack -> new HalfFiles(manager, pack)));
            Map<String, WeightLoader.Kept> loaded = new HashMap<>();
            Map<String, ModuleWeights> modules = new HashMap<>();
            for (ModuleSpec module : network.modules()) {
                StopPoint.pass(WeightLoader.WORK);
                var weight = loaded.computeIfAbsent(
                        module.tiedTo(), name -> loader.weight(module, stored(folder, module, ".weight")));
                NDArray bias = module.bias()
                        ? loader.load(stored(folder, module, ".bias"), List.of(module.rows()))
                                .array()
                        : null;
                modules.put(module.name(), new ModuleWeights(weight.weight(), bias, weight.norm()));
            }
            manager.cap(); // a result that would stay here for ever is an exception from now on
            return new ModelWeights(manager, modules);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /**
     * By the module's name or its former one, with the model's outermost part, such as {@code transformer.}, or without; old
     * files of BERT call a norm's weight gamma and its bias beta.
     */
    private static StoredTensor stored(ModelFolder folder, ModuleSpec module, String part) {
        String name = part.equals(".weight") ? module.tiedTo() : module.name() + part;
        String older = module.name() + (part.equals(".weight") ? ".gamma" : ".beta");
        return Stream.of(name, inner(name), module.formerName() + part, older, inner(older))
                .map(folder.tensors()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> ModelFileErrors.tensorMissing(folder.directory(), name));
    }

    private static String inner(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    ModuleWeights of(ModuleSpec module) {
        return Objects.requireNonNull(modules.get(module.name()), module.name());
    }

    @Override
    public void close() {
        manager.close();
    }
}
