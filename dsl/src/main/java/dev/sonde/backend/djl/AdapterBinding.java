package dev.sonde.backend.djl;

import dev.sonde.backend.djl.arch.Architecture;
import dev.sonde.backend.djl.arch.ModuleSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Binds an adapter's tensors to the model's modules by name, and checks both ways: nothing left over, nothing missing.
 */
final class AdapterBinding {

    private static final String PREFIX = "base_model.model.";
    private static final String LORA_A = ".lora_A.weight";
    private static final String LORA_B = ".lora_B.weight";
    private static final String LORA_BIAS = ".lora_B.bias";
    private static final String TABLE_A = ".lora_embedding_A";
    private static final String TABLE_B = ".lora_embedding_B";

    /** Endings of tensor names and the part each one is; the longer ones first. */
    private static final Map<String, String> PARTS = new LinkedHashMap<>();

    static {
        List.of(LORA_A, LORA_B, LORA_BIAS, TABLE_A, TABLE_B).forEach(part -> PARTS.put(part, part));
        List.of(".modules_to_save", ".base_layer", "").forEach(way -> {
            PARTS.put(way + ".weight", ".weight");
            PARTS.put(way + ".bias", ".bias");
        });
    }

    private final AdapterConfig config;
    private final Architecture architecture;
    private final Safetensors file;
    private final Map<String, Map<String, StoredTensor>> byModule = new HashMap<>();

    AdapterBinding(AdapterConfig config, Architecture architecture, Safetensors file) {
        this.config = config;
        this.architecture = architecture;
        this.file = file;
    }

    /** The adapted modules, in the model's order. */
    List<AdapterModule> modules() {
        if (architecture.modules().stream().noneMatch(module -> covered(module) || saved(module))) {
            throw AdapterErrors.noTarget(config.file(), config.targets().description());
        }
        distribute();
        refuseMissing();
        return architecture.modules().stream()
                .map(module -> Optional.ofNullable(byModule.get(module.name())).map(parts -> bind(module, parts)))
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean covered(ModuleSpec module) {
        return config.targets().covers(module, architecture.head());
    }

    private boolean saved(ModuleSpec module) {
        return TargetRule.named(module.name(), config.saved());
    }

    private void distribute() {
        Map<String, ModuleSpec> known = new HashMap<>();
        architecture.modules().forEach(module -> known.put(module.name(), module));
        List<String> leftOver = new ArrayList<>();
        file.tensors().forEach((name, tensor) -> {
            String bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
            String ending =
                    PARTS.keySet().stream().filter(bare::endsWith).findFirst().orElse("");
            String moduleName = bare.substring(0, bare.length() - ending.length());
            ModuleSpec module = known.get(moduleName);
            String part = PARTS.getOrDefault(ending, "");
            if (module == null || !belongs(module, part)) {
                leftOver.add(name);
            } else {
                byModule.computeIfAbsent(moduleName, ignored -> new HashMap<>()).put(part, tensor);
            }
        });
        if (!leftOver.isEmpty()) {
            throw AdapterErrors.leftOver(file.file(), leftOver);
        }
    }

    private boolean belongs(ModuleSpec module, String part) {
        return switch (part) {
            case LORA_A, LORA_B -> covered(module) && module.kind() == ModuleSpec.Kind.LINEAR;
            case LORA_BIAS -> covered(module) && config.loraBias();
            case TABLE_A, TABLE_B -> covered(module) && module.kind() == ModuleSpec.Kind.EMBEDDING;
            case ".weight" -> saved(module) || covered(module) && module.kind() == ModuleSpec.Kind.EMBEDDING;
            case ".bias" -> saved(module) || config.savesBiases();
            default -> false;
        };
    }

    private void refuseMissing() {
        List<String> missing = architecture.modules().stream()
                .filter(this::covered)
                .map(ModuleSpec::name)
                .filter(name -> !byModule.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw AdapterErrors.modulesMissing(file.file(), missing);
        }
        for (String name : config.saved()) {
            if (architecture.modules().stream()
                    .noneMatch(module -> TargetRule.named(module.name(), List.of(name))
                            && byModule.getOrDefault(module.name(), Map.of()).containsKey(".weight"))) {
                throw AdapterErrors.partMissing(file.file(), name, "weight (modules_to_save)");
            }
        }
    }

    private AdapterModule bind(ModuleSpec module, Map<String, StoredTensor> parts) {
        StoredTensor saved = parts.get(".weight");
        if (saved != null
                && module.kind() == ModuleSpec.Kind.EMBEDDING
                && architecture.head().tied()) {
            throw AdapterErrors.unsupported(
                    config.file(), "modules_to_save", "'" + module.name() + "'", "the table is tied to the head");
        }
        return new AdapterModule(
                module,
                covered(module) ? lowRank(module, parts) : null,
                parts.containsKey(LORA_BIAS) ? values(module, parts, LORA_BIAS, List.of(module.rows())) : null,
                checked(saved, module.shape()),
                checked(parts.get(".bias"), List.of(module.rows())));
    }

    private LowRank lowRank(ModuleSpec module, Map<String, StoredTensor> parts) {
        boolean table = module.kind() == ModuleSpec.Kind.EMBEDDING;
        long in = table ? module.rows() : module.columns();
        long out = table ? module.columns() : module.rows();
        long rank = config.rankOf(module.name());
        float[] a = values(module, parts, table ? TABLE_A : LORA_A, List.of(rank, in));
        float[] b = values(module, parts, table ? TABLE_B : LORA_B, List.of(out, rank));
        return new LowRank(a, b, (int) rank, config.scaleOf(module.name()));
    }

    private float[] values(ModuleSpec module, Map<String, StoredTensor> parts, String part, List<Long> shape) {
        StoredTensor tensor = parts.get(part);
        if (tensor == null) {
            throw AdapterErrors.partMissing(file.file(), module.name(), part.substring(1));
        }
        float[] values = Objects.requireNonNull(checked(tensor, shape)).floats();
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw ModelFileErrors.nonFinite(tensor, value);
            }
        }
        return values;
    }

    private @Nullable StoredTensor checked(@Nullable StoredTensor tensor, List<Long> shape) {
        if (tensor == null || tensor.shape().equals(shape)) {
            return tensor;
        }
        boolean isA = tensor.name().endsWith(LORA_A) || tensor.name().endsWith(TABLE_A);
        if (isA && tensor.shape().size() == 2 && !tensor.shape().get(0).equals(shape.get(0))) {
            throw AdapterErrors.rank(file.file(), tensor.name(), tensor.shape().get(0), Math.toIntExact(shape.get(0)));
        }
        throw AdapterErrors.shape(tensor, shape);
    }
}
