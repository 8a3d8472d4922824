package dev.sonde.backend.djl;

import dev.sonde.backend.BackendErrors;
import dev.sonde.backend.djl.arch.Architecture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A PEFT folder, read and checked against the model it is used with.
 *
 * @param directory where it lies
 * @param modules adapted modules in the model's order, at least one
 * @param tensors how many the file holds
 */
record Adapter(Path directory, AdapterConfig config, List<AdapterModule> modules, int tensors) {

    static final String CONFIG = "adapter_config.json";

    /** What a set of these weights takes in fp32, saved modules included; at least 1. */
    long bytes() {
        long elements = 0;
        for (AdapterModule module : modules) {
            LowRank update = module.lowRank();
            StoredTensor saved = module.saved();
            elements += update == null ? 0 : update.a().length + update.b().length;
            elements += saved == null ? 0 : saved.elements();
        }
        return Math.max(1, elements * Float.BYTES);
    }

    /** The names of {@link #modules}. */
    List<String> moduleNames() {
        return modules.stream().map(module -> module.module().name()).toList();
    }

    /**
     * Reads the adapter in {@code directory}.
     *
     * @throws dev.sonde.backend.BackendException naming file, tensor and module or field that is wrong
     */
    static Adapter open(Path directory, Architecture architecture) {
        if (!Files.isDirectory(directory)) {
            throw BackendErrors.adapterMissing(directory);
        }
        Path config = directory.resolve(CONFIG);
        if (!Files.isRegularFile(config)) {
            throw ModelFileErrors.missing(config, "Set 'adapter' to the folder that peft's save_pretrained wrote.");
        }
        AdapterConfig settings = AdapterConfig.read(config);
        AdapterFile file = AdapterFile.open(directory);
        List<AdapterModule> modules = new AdapterBinding(settings, architecture, file).modules();
        return new Adapter(directory, settings, modules, file.tensors().size());
    }
}
