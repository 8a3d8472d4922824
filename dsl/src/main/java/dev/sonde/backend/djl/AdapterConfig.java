package dev.sonde.backend.djl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.djl.arch.Architecture;
import dev.sonde.backend.djl.arch.ConfigFields;
import dev.sonde.backend.djl.arch.ModuleSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A PEFT adapter_config.json of type LORA.
 *
 * @param rank of modules without a pattern
 * @param alpha of modules without a pattern
 * @param rankStabilised alpha / sqrt(rank) instead of alpha / rank
 * @param rankPattern rank by regular expression; the first that matches counts
 * @param alphaPattern alpha by regular expression
 * @param targets which modules are adapted
 * @param saved modules that are replaced as a whole
 * @param loraBias whether B has a bias
 * @param savesBiases whether the adapter replaces biases of the base model
 * @param dora whether the length of each output channel is trained by itself
 * @param transposed whether the adapter says that it was trained on layers stored as {@code [in, out]}
 * @param base the base model that it names; empty when it names none
 * @param warnings what is odd in the file, in plain words
 */
record AdapterConfig(
        Path file,
        int rank,
        double alpha,
        boolean rankStabilised,
        Map<String, Double> rankPattern,
        Map<String, Double> alphaPattern,
        TargetRule targets,
        List<String> saved,
        boolean loraBias,
        boolean savesBiases,
        boolean dora,
        boolean transposed,
        String base,
        List<String> warnings) {

    /**
     * Reads {@code file}.
     *
     * @throws dev.sonde.backend.BackendException naming the field that is wrong or not supported
     */
    static AdapterConfig read(Path file) {
        ConfigFields config = new ConfigFields(file, Json.object(file));
        List<String> warnings = AdapterFields.check(config);
        List<String> saved = texts(config, "modules_to_save");
        return new AdapterConfig(
                file,
                config.size("r"),
                config.findNumber("lora_alpha").orElse(8.0),
                config.flag("use_rslora", false),
                pattern(config, "rank_pattern"),
                pattern(config, "alpha_pattern"),
                TargetRule.of(config, saved),
                saved,
                config.flag("lora_bias", false),
                !config.findText("bias").orElse("none").equals("none"),
                config.flag("use_dora", false),
                config.flag("fan_in_fan_out", false),
                config.findText("base_model_name_or_path").orElse(""),
                warnings);
    }

    /** Whether {@code module} gets low-rank weights. */
    boolean covers(ModuleSpec module, Architecture architecture) {
        return targets.covers(module, architecture.head());
    }

    /** Whether {@code module}, or a module around it, is saved as a whole. */
    boolean saves(ModuleSpec module) {
        return saved.stream().anyMatch(name -> saves(name, module));
    }

    /** PEFT asks how a module's name ends, dot or not: {@code norm} means {@code input_layernorm} too. */
    static boolean saves(String ending, ModuleSpec module) {
        return saves(ending, module.name()) || saves(ending, module.formerName());
    }

    private static boolean saves(String ending, String module) {
        String name = module;
        while (!name.endsWith(ending)) {
            int dot = name.lastIndexOf('.');
            if (dot < 0) {
                return false;
            }
            name = name.substring(0, dot);
        }
        return true;
    }

    /** The rank of {@code module}. */
    int rankOf(String module) {
        return (int) matching(rankPattern, module, rank);
    }

    /** What multiplies BA in {@code module}. */
    double scaleOf(String module) {
        double own = matching(alphaPattern, module, alpha);
        int r = rankOf(module);
        return rankStabilised ? own / Math.sqrt(r) : own / r;
    }

    private static double matching(Map<String, Double> patterns, String module, double otherwise) {
        return patterns.entrySet().stream()
                .filter(entry -> TargetRule.pattern("(.*\\.)?(" + entry.getKey() + ")$")
                        .matcher(module)
                        .lookingAt())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }

    private static Map<String, Double> pattern(ConfigFields config, String field) {
        Map<String, Double> pattern = new LinkedHashMap<>();
        config.findObject(field).ifPresent(fields -> fields.root().fieldNames().forEachRemaining(key -> {
            TargetRule.compile(config.file(), field, key);
            pattern.put(key, field.equals("rank_pattern") ? fields.size(key) : fields.number(key));
        }));
        return pattern;
    }

    /** A list of texts, or one text alone; none when the field is absent. */
    static List<String> texts(ConfigFields config, String field) {
        return config.find(field).filter(JsonNode::isTextual).isPresent()
                ? config.findText(field).stream().toList()
                : config.findTexts(field).orElse(List.of());
    }
}
