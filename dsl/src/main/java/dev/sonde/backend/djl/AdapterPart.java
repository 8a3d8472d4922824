package dev.sonde.backend.djl;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a tensor of an adapter's file is to its module, told by the end of its name. The longer endings come first. */
enum AdapterPart {
    A(".lora_A.weight"),
    B(".lora_B.weight"),
    B_BIAS(".lora_B.bias"),
    TABLE_A(".lora_embedding_A"),
    TABLE_B(".lora_embedding_B"),
    MAGNITUDE(".lora_magnitude_vector", ".lora_magnitude_vector.weight"),
    WEIGHT(".modules_to_save.weight", ".base_layer.weight", ".weight"),
    BIAS(".modules_to_save.bias", ".base_layer.bias", ".bias");

    private final List<String> endings;

    AdapterPart(String... endings) {
        this.endings = List.of(endings);
    }

    /** The usual ending, for messages. */
    String ending() {
        return endings.get(0).substring(1);
    }

    /** A tensor's module and its part there. */
    record Place(String module, AdapterPart part) {}

    /** Splits a tensor's name; empty for an ending that nobody knows. */
    static Optional<Place> of(String tensor) {
        return Arrays.stream(values())
                .flatMap(part -> part.endings.stream()
                        .filter(tensor::endsWith)
                        .map(ending -> new Place(tensor.substring(0, tensor.length() - ending.length()), part)))
                .findFirst();
    }
}
