package dev.sonde.backend.djl;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The weights of an adapter.
 *
 * @param file where they are
 * @param tensors by name
 */
record AdapterFile(Path file, Map<String, StoredTensor> tensors) {

    static final String SAFETENSORS = "adapter_model.safetensors";
    static final String PICKLE = "adapter_model.bin";

    /**
     * Opens the file of the adapter in {@code directory}.
     *
     * @throws dev.sonde.backend.BackendException if there is none, or it is damaged
     */
    static AdapterFile open(Path directory) {
        Path file = in(directory);
        return file.endsWith(PICKLE)
                ? new AdapterFile(file, TorchPickle.open(file))
                : new AdapterFile(file, Safetensors.open(file).tensors());
    }

    /** Which file of {@code directory} counts: safetensors, or else what older versions of peft wrote. */
    static Path in(Path directory) {
        Path file = directory.resolve(SAFETENSORS);
        Path pickle = directory.resolve(PICKLE);
        if (Files.isRegularFile(file)) {
            return file;
        }
        if (Files.isRegularFile(pickle)) {
            return pickle;
        }
        throw ModelFileErrors.missing(file, "Set 'adapter' to the folder that peft's save_pretrained wrote.");
    }
}
