package dev.sonde.backend.djl;

import dev.sonde.backend.BackendException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** What can be wrong with an adapter, worded once. */
final class AdapterErrors {
    private AdapterErrors() {}

    static BackendException unsupported(Path config, String field, Object value, String why) {
        return new BackendException(
                "adapter-unsupported",
                "%s: field '%s' is %s: %s. Use a plain LoRA adapter.".formatted(config, field, value, why));
    }

    static BackendException converted(Path config, Object value) {
        return new BackendException(
                "adapter-unsupported",
                "%s: field 'init_lora_weights' is %s: such an adapter was trained against changed base weights. "
                                .formatted(config, value)
                        + "Convert it with peft: save_pretrained(..., path_initial_model_for_weight_conversion=...).");
    }

    static BackendException noTarget(Path config, Object targets) {
        return new BackendException(
                "adapter-no-target",
                "%s: field 'target_modules' is %s, which names no module of the model. ".formatted(config, targets)
                        + "Use the adapter with the base model it was trained on.");
    }

    static BackendException leftOver(Path file, Collection<String> tensors) {
        return new BackendException(
                "adapter-tensor-unmatched",
                "%s holds %d tensors that belong to no targeted module of the model: %s. "
                                .formatted(file, tensors.size(), some(tensors))
                        + "Use the adapter with the base model it was trained on.");
    }

    static BackendException modulesMissing(Path file, Collection<String> modules) {
        return new BackendException(
                "adapter-module-missing",
                "%s has no tensors for %d modules that adapter_config.json targets: %s. "
                                .formatted(file, modules.size(), some(modules))
                        + "Save the adapter again, or narrow 'target_modules'.");
    }

    static BackendException partMissing(Path file, String module, String part) {
        return new BackendException(
                "adapter-tensor-missing",
                "%s: module '%s' has no tensor '%s'. Save the adapter again.".formatted(file, module, part));
    }

    static BackendException rank(Path file, String tensor, long rank, int configured) {
        return new BackendException(
                "adapter-rank",
                "%s: tensor '%s' has the rank %d; adapter_config.json says %d. "
                                .formatted(file, tensor, rank, configured)
                        + "Take configuration and weights of the same adapter.");
    }

    static BackendException shape(StoredTensor tensor, List<Long> expected) {
        return new BackendException(
                "adapter-shape",
                "%s: tensor '%s' has the shape %s; the model's module asks for %s. "
                                .formatted(tensor.file(), tensor.name(), tensor.shape(), expected)
                        + "Use the adapter with the base model it was trained on.");
    }

    static BackendException resized(StoredTensor tensor, long rows, long expected) {
        return new BackendException(
                "adapter-vocabulary",
                "%s: tensor '%s' is for a vocabulary of %d tokens; the model has %d. "
                                .formatted(tensor.file(), tensor.name(), rows, expected)
                        + "The adapter was trained on a resized model. Resize the base in the same way, as peft asks for too: "
                        + "model.resize_token_embeddings(%d), then save_pretrained of model and tokenizer, and set 'base' to that folder."
                                .formatted(rows));
    }

    private static String some(Collection<String> names) {
        String first = String.join(", ", names.stream().limit(4).toList());
        return names.size() > 4 ? first + ", ..." : first;
    }
}
