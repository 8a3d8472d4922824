package dev.sonde.backend.djl;

import dev.sonde.backend.djl.arch.Architecture;
import dev.sonde.backend.djl.arch.ModuleSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Binds an adapter's tensors to the model's modules by name, and checks both ways: nothing left over, nothing missing.
 */
final class AdapterBinding {

    private final AdapterConfig config;
    private final Architecture architecture;
    private final AdapterFile file;
    private final AdapterTensors tensors;

    /**
     * Sorts the tensors.
     *
     * @throws dev.sonde.backend.BackendException if the configuration names no module, or a tensor belongs to none
     */
    AdapterBinding(AdapterConfig config, Architecture architecture, AdapterFile file) {
        if (architecture.modules().stream()
                .noneMatch(module -> config.covers(module, architecture) || config.saves(module))) {
            throw AdapterErrors.noTarget(config.file(), config.targets().description());
        }
        this.config = config;
        this.architecture = architecture;
        this.file = file;
        tensors = new AdapterTensors(config, architecture, file);
    }

    /** The adapted modules, in the model's order. */
    List<AdapterModule> modules() {
        refuseMissing();
        return architecture.modules().stream()
                .filter(module -> !tensors.of(module).isEmpty())
                .map(this::bind)
                .toList();
    }

    private void refuseMissing() {
        List<String> missing = architecture.modules().stream()
                .filter(module -> config.covers(module, architecture)
                        && tensors.of(module).isEmpty())
                .map(ModuleSpec::name)
                .toList();
        if (!missing.isEmpty()) {
            throw AdapterErrors.modulesMissing(file.file(), missing);
        }
        for (ModuleSpec module : architecture.modules()) {
            if (config.saves(module) && !tensors.of(module).containsKey(AdapterPart.WEIGHT)) {
                throw AdapterErrors.partMissing(file.file(), module.name(), "weight (modules_to_save)");
            }
        }
    }

    private AdapterModule bind(ModuleSpec module) {
        var parts = tensors.of(module);
        boolean covered = config.covers(module, architecture);
        boolean table = module.kind() == ModuleSpec.Kind.EMBEDDING;
        List<Long> out = List.of(table ? module.columns() : module.rows());
        return new AdapterModule(
                module,
                covered ? lowRank(module, parts) : null,
                covered && config.loraBias() && !table ? values(module, AdapterPart.B_BIAS, out) : null,
                covered && config.dora() ? values(module, AdapterPart.MAGNITUDE, out) : null,
                weight(module, parts.get(AdapterPart.WEIGHT)),
                parts.containsKey(AdapterPart.BIAS) ? values(module, AdapterPart.BIAS, out) : null);
    }

    private LowRank lowRank(ModuleSpec module, Map<AdapterPart, StoredTensor> parts) {
        boolean table = module.kind() == ModuleSpec.Kind.EMBEDDING;
        long in = table ? module.rows() : module.columns();
        long out = table ? module.columns() : module.rows();
        int rank = config.rankOf(module.name());
        AdapterPart first = table ? AdapterPart.TABLE_A : AdapterPart.A;
        StoredTensor a = parts.get(first);
        if (a != null && a.shape().size() == 2 && a.shape().get(0) != rank) {
            throw AdapterErrors.rank(file.file(), a.name(), a.shape().get(0), rank);
        }
        return new LowRank(
                values(module, first, List.of((long) rank, in)),
                values(module, table ? AdapterPart.TABLE_B : AdapterPart.B, List.of(out, (long) rank)),
                rank,
                config.scaleOf(module.name()));
    }

    private float[] values(ModuleSpec module, AdapterPart part, List<Long> shape) {
        StoredTensor tensor = tensors.of(module).get(part);
        if (tensor == null) {
            throw AdapterErrors.partMissing(file.file(), module.name(), part.ending());
        }
        float[] values = checked(module, tensor, shape).floats();
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw ModelFileErrors.nonFinite(tensor, value);
            }
        }
        return values;
    }

    private @Nullable StoredTensor weight(ModuleSpec module, @Nullable StoredTensor tensor) {
        return tensor == null ? null : checked(module, tensor, module.storedShape());
    }

    private StoredTensor checked(ModuleSpec module, StoredTensor tensor, List<Long> shape) {
        if (!tensor.type().readable()) {
            throw ModelFileErrors.typeUnsupported(tensor);
        }
        if (tensor.shape().equals(shape)) {
            return tensor;
        }
        boolean vocabulary = module.kind() == ModuleSpec.Kind.EMBEDDING || module.equals(architecture.head());
        int rows = shape.indexOf(module.rows());
        if (vocabulary
                && tensor.shape().size() == shape.size()
                && rows >= 0
                && differsOnlyAt(rows, tensor.shape(), shape)) {
            throw AdapterErrors.resized(tensor, tensor.shape().get(rows), module.rows());
        }
        throw AdapterErrors.shape(tensor, shape);
    }

    private static boolean differsOnlyAt(int axis, List<Long> found, List<Long> expected) {
        for (int i = 0; i < found.size(); i++) {
            if (i != axis && !Objects.equals(found.get(i), expected.get(i))) {
                return false;
            }
        }
        return true;
    }
}
