package dev.sonde.backend.djl;

import dev.sonde.backend.djl.arch.ConfigErrors;
import dev.sonde.backend.djl.arch.ConfigFields;
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
            "lora_ga_config");

    private static final Set<String> CHANGES_BASE = Set.of("pissa", "olora", "corda", "loftq");

    private AdapterFields() {}

    static void check(ConfigFields config) {
        String type = config.findText("peft_type").orElseThrow(() -> ConfigErrors.missing(config.file(), "peft_type"));
        if (!type.equals("LORA")) {
            throw AdapterErrors.unsupported(config.file(), "peft_type", "'" + type + "'", "only LORA is run");
        }
        String task = config.findText("task_type").orElse("CAUSAL_LM");
        if (!task.equals("CAUSAL_LM")) {
            throw AdapterErrors.unsupported(
                    config.file(), "task_type", "'" + task + "'", "only adapters of a causal language model are run");
        }
        checkInitialisation(config);
        config.root().fieldNames().forEachRemaining(field -> {
            if (!HARMLESS.contains(field) && !config.unset(field)) {
                throw AdapterErrors.unsupported(
                        config.file(),
                        field,
                        config.root().get(field),
                        "this option changes the numbers and is not run");
            }
        });
    }

    private static void checkInitialisation(ConfigFields config) {
        config.find("init_lora_weights").filter(node -> node.isTextual()).ifPresent(node -> {
            if (CHANGES_BASE.stream().anyMatch(node.textValue()::startsWith)) {
                throw AdapterErrors.converted(config.file(), node);
            }
        });
    }
}
