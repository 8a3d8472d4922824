package dev.sonde.backend.djl;

import dev.sonde.backend.djl.arch.Architecture;
import dev.sonde.backend.djl.arch.ModuleSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** An adapter's tensors, module by module. Each must belong to a module of the model that the configuration names. */
final class AdapterTensors {

    private static final String PREFIX = "base_model.model.";

    /** Buffers that older files keep beside the biases; nobody reads them. */
    private static final Pattern BUFFERS =
            Pattern.compile(".*\\.(attn|attention)\\.(masked_)?bias|.*\\.rotary_emb\\.inv_freq");

    private final AdapterConfig config;
    private final Architecture architecture;
    private final Map<String, Map<AdapterPart, StoredTensor>> byModule = new HashMap<>();

    /**
     * Sorts the tensors of {@code file}.
     *
     * @throws dev.sonde.backend.BackendException if some belong nowhere
     */
    AdapterTensors(AdapterConfig config, Architecture architecture, AdapterFile file) {
        this.config = config;
        this.architecture = architecture;
        Map<String, ModuleSpec> known = new HashMap<>();
        architecture.modules().forEach(module -> {
            known.put(module.name(), module);
            known.put(module.formerName(), module);
        });
        List<String> leftOver = new ArrayList<>();
        file.tensors().forEach((name, tensor) -> {
            String bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
            var place = AdapterPart.of(bare);
            ModuleSpec module = place.map(found -> known.get(found.module())).orElse(null);
            if (module != null && belongs(module, place.get().part())) {
                parts(module.name()).put(place.get().part(), tensor);
            } else if (!BUFFERS.matcher(bare).matches()) {
                leftOver.add(name);
            }
        });
        if (!leftOver.isEmpty()) {
            throw AdapterErrors.leftOver(file.file(), leftOver);
        }
        shareTiedWeights();
    }

    private Map<AdapterPart, StoredTensor> parts(String module) {
        return byModule.computeIfAbsent(module, ignored -> new EnumMap<>(AdapterPart.class));
    }

    /** What the file holds for {@code module}; empty for a module that it leaves alone. */
    Map<AdapterPart, StoredTensor> of(ModuleSpec module) {
        return byModule.getOrDefault(module.name(), Map.of());
    }

    private boolean belongs(ModuleSpec module, AdapterPart part) {
        boolean table = module.kind() == ModuleSpec.Kind.EMBEDDING;
        return switch (part) {
            case A, B -> config.covers(module, architecture) && !table;
            case B_BIAS -> config.covers(module, architecture) && !table && config.loraBias();
            case TABLE_A, TABLE_B -> config.covers(module, architecture) && table;
            case MAGNITUDE -> config.covers(module, architecture) && config.dora();
            case WEIGHT -> config.saves(module) || table || module.equals(architecture.head());
            case BIAS -> module.bias() && (config.saves(module) || config.savesBiases());
        };
    }

    /**
     * A weight under modules_to_save is a copy of its own, which unties it. Any other saved weight replaces the base
     * model's, and so that of every module tied to it.
     */
    private void shareTiedWeights() {
        for (ModuleSpec from : architecture.modules()) {
            StoredTensor weight = of(from).get(AdapterPart.WEIGHT);
            if (weight == null || config.saves(from)) {
                continue;
            }
            for (ModuleSpec to : architecture.modules()) {
                if (to.tiedTo().equals(from.tiedTo()) && !config.saves(to)) {
                    parts(to.name()).putIfAbsent(AdapterPart.WEIGHT, weight);
                }
            }
        }
    }
}
