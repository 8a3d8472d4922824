package dev.sonde.backend.djl;

import dev.sonde.backend.djl.arch.Architecture;
import dev.sonde.backend.djl.arch.ModuleSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What is odd about an adapter without making its numbers wrong, in plain words with what to do. */
final class AdapterWarnings {
    private AdapterWarnings() {}

    static List<String> of(Adapter adapter, Architecture architecture, ModelFolder model) {
        AdapterConfig config = adapter.config();
        List<String> warnings = new ArrayList<>(config.warnings());
        if (!sameModel(config.base(), model)) {
            warnings.add(("adapter_config.json: field 'base_model_name_or_path' is '%s'; the base in use is %s. "
                            + "Shapes fit. If it is another model, use the base that the adapter was trained on.")
                    .formatted(config.base(), model.directory()));
        }
        boolean stored = adapter.modules().stream()
                .map(AdapterModule::module)
                .anyMatch(module -> module.kind() == ModuleSpec.Kind.LINEAR && module.transposed());
        boolean linear = adapter.modules().stream().anyMatch(module -> module.lowRank() != null);
        if (linear && config.transposed() != stored) {
            warnings.add(("adapter_config.json: field 'fan_in_fan_out' is %s, but the adapted layers are%s stored as "
                            + "[in, out]. The model's layout counts, as in peft; nothing need be done.")
                    .formatted(config.transposed(), stored ? "" : " not"));
        }
        addUnmatched(warnings, "target_modules", config.targets().names(), architecture);
        config.saved().stream()
                .filter(name -> architecture.modules().stream().noneMatch(module -> AdapterConfig.saves(name, module)))
                .forEach(name -> warnings.add(unmatched("modules_to_save", name)));
        return warnings;
    }

    private static void addUnmatched(List<String> warnings, String field, List<String> names, Architecture model) {
        names.stream()
                .filter(name ->
                        model.modules().stream().noneMatch(module -> TargetRule.named(module.name(), List.of(name))))
                .sorted()
                .forEach(name -> warnings.add(unmatched(field, name)));
    }

    private static String unmatched(String field, String name) {
        return "adapter_config.json: field '%s' lists '%s', which the model has not. ".formatted(field, name)
                + "Check that the base is the one that the adapter was trained on.";
    }

    /** Whether some part of the folder's path, or the name in its config.json, is the last part of {@code name}. */
    private static boolean sameModel(String name, ModelFolder model) {
        String wanted = lastPart(name);
        Stream<String> path = StreamSupport.stream(
                        model.directory().toAbsolutePath().normalize().spliterator(), false)
                .map(Path::toString);
        String configured = model.config().findText("_name_or_path").orElse("");
        return wanted.isEmpty()
                || Stream.concat(path, Stream.of(configured))
                        .map(AdapterWarnings::lastPart)
                        .anyMatch(wanted::equals);
    }

    /** Of {@code org/name}, of a path, and of a cache folder such as {@code models--org--name}; in lower case. */
    private static String lastPart(String name) {
        String[] parts = name.split("[/\\\\]|--");
        return parts.length == 0 ? "" : parts[parts.length - 1].toLowerCase(Locale.ROOT);
    }
}
