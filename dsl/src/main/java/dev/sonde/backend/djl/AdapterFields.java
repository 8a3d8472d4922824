package dev.sonde.backend.djl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.sonde.backend.djl.arch.ConfigErrors;
import dev.sonde.backend.djl.arch.ConfigFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Refuses what would change the numbers and is not run. Fails closed: an unknown field that is set is refused too.
 */
final class AdapterFields {

    /** Read by {@link AdapterConfig}, or without effect on a forward pass. */
    private static final Set<String> HARMLESS = Set.of(
            "peft_type",
            "task_type",
            "auto_mapping",
            "peft_version",
            "base_model_name_or_path",
            "revision",
            "inference_mode",
            "r",
            "target_modules",
            "exclude_modules",
            "lora_alpha",
            "lora_dropout",
            "fan_in_fan_out",
            "bias",
            "use_rslora",
            "modules_to_save",
            "init_lora_weights",
            "layers_to_transform",
            "layers_pattern",
            "rank_pattern",
            "alpha_pattern",
            "megatron_core",
            "loftq_config",
            "eva_config",
            "corda_config",
            "qalora_group_size",
            "runtime_config",
            "lora_bias",
            "lora_ga_config",
            "use_dora");

    private static final Set<String> CHANGES_BASE = Set.of("pissa", "olora", "corda", "loftq");
    private static final Set<String> BIASES = Set.of("none", "all", "lora_only");

    /** What a field does that is known and not run. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("trainable_token_indices", "it replaces single rows of the embedding"),
            Map.entry("layer_replication", "it builds a deeper model out of repeated layers"),
            Map.entry("target_parameters", "it adapts parameters that are no layer's weight"),
            Map.entry("use_qalora", "it pools the input of A in groups"),
            Map.entry("alora_invocation_tokens", "it acts only behind these tokens"),
            Map.entry("arrow_config", "it mixes several adapters token by token"),
            Map.entry("megatron_config", "it needs parallel layers of Megatron"),
            Map.entry("ensure_weight_tying", "it trains the table and the head as one"));

    private AdapterFields() {}

    /**
     * Checks every field.
     *
     * @return warnings
     * @throws dev.sonde.backend.BackendException naming the first field that is not run, its value and what to do
     */
    static List<String> check(ConfigFields config) {
        String type = config.findText("peft_type").orElseThrow(() -> ConfigErrors.missing(config.file(), "peft_type"));
        if (!type.equals("LORA")) {
            throw AdapterErrors.unsupported(config.file(), "peft_type", "'" + type + "'", "only LORA is run");
        }
        String task = config.findText("task_type").orElse("CAUSAL_LM");
        if (!task.equals("CAUSAL_LM")) {
            throw AdapterErrors.unsupported(
                    config.file(), "task_type", "'" + task + "'", "only adapters of a causal language model are run");
        }
        String bias = config.findText("bias").orElse("none");
        if (!BIASES.contains(bias)) {
            throw ConfigErrors.value(config.file(), "bias", "'" + bias + "'", "It must be none, all or lora_only.");
        }
        List<String> warnings = checkInitialisation(config);
        config.root().fieldNames().forEachRemaining(field -> {
            if (!HARMLESS.contains(field) && !config.unset(field)) {
                throw AdapterErrors.unsupported(
                        config.file(),
                        field,
                        config.root().get(field),
                        REASONS.getOrDefault(field, "this option may change the numbers and is not run"));
            }
        });
        return warnings;
    }

    private static List<String> checkInitialisation(ConfigFields config) {
        JsonNode node = config.find("init_lora_weights").orElse(BooleanNode.TRUE);
        String name = node.isTextual() ? node.textValue().toLowerCase(Locale.ROOT) : "";
        if (CHANGES_BASE.stream().anyMatch(name::startsWith)) {
            throw AdapterErrors.converted(config.file(), node);
        }
        return name.equals("lora_ga")
                ? List.of(
                        "The adapter was initialised with LoRA-GA, which changes the base weights while it is trained. "
                                + "PEFT loads it onto the unchanged base, and so does this backend; convert it with peft "
                                + "(path_initial_model_for_weight_conversion) if it was not.")
                : List.of();
    }
}
