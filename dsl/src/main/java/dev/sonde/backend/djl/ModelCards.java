package dev.sonde.backend.djl;

import ai.djl.Device;
import dev.sonde.backend.ContentHash;
import dev.sonde.backend.FileHashes;
import dev.sonde.backend.ModelCard;
import dev.sonde.backend.djl.arch.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells a model by the content of its files. */
final class ModelCards {

    private static final FileHashes IN_MEMORY = FileHashes.inMemory();

    private ModelCards() {}

    static ModelCard of(DjlModel model, Optional<Adapter> adapter, Device device) {
        return of(model.folder(), model.architecture(), adapter, device.isGpu() ? "cuda" : "cpu", IN_MEMORY);
    }

    /** The card of a model that need not be loaded. */
    static ModelCard of(
            ModelFolder folder,
            Architecture architecture,
            Optional<Adapter> adapter,
            String device,
            FileHashes hashes) {
        Map<String, String> content = new TreeMap<>();
        List<String> weights = new ArrayList<>();
        folder.weightFiles().forEach(file -> weights.add(file.getFileName() + "=" + hash(hashes, file)));
        content.put("weights", ContentHash.of(String.join("\n", weights)));
        content.put("config", hash(hashes, folder.config().file()));
        content.put("tokenizer", hash(hashes, folder.tokenizerFile()));
        Path generation = folder.directory().resolve("generation_config.json");
        if (Files.isRegularFile(generation)) {
            content.put("generation_config", hash(hashes, generation));
        }
        adapter.ifPresent(own -> {
            content.put("adapter", hash(hashes, AdapterFile.in(own.directory())));
            content.put("adapter_config", hash(hashes, own.directory().resolve(Adapter.CONFIG)));
        });
        content.put("dtype", "fp32");
        content.put("device", device);
        content.put("engine", TorchEngine.version() + (DjlBackend.packed() ? "" : ", composed kernels"));
        return new ModelCard(
                folder.directory().toAbsolutePath().normalize().getFileName().toString(),
                adapter.map(AdapterReports::name).orElse(""),
                content,
                architecture.vocabularySize(),
                architecture.contextLength());
    }

    private static String hash(FileHashes hashes, Path file) {
        try {
            return hashes.of(file);
        } catch (IOException e) {
            throw ModelFileErrors.unreadable(file, e);
        }
    }
}
