package dev.sonde.backend.djl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.djl.arch.ConfigFields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A Hugging Face snapshot: config.json, tokenizer.json, safetensors in one file or in shards.
 *
 * @param directory where it lies
 * @param config the content of config.json
 * @param weightFiles the safetensors files, by name
 * @param tensors every stored tensor by name
 */
record ModelFolder(Path directory, ConfigFields config, List<Path> weightFiles, Map<String, StoredTensor> tensors) {

    private static final String SINGLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    /** Reads everything but the data. */
    static ModelFolder open(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw ModelFileErrors.missing(directory, "Set 'base' to the folder of a Hugging Face model.");
        }
        require(directory, "config.json", "A model's folder needs it; download the whole snapshot.");
        require(
                directory,
                "tokenizer.json",
                "Only this format is read; save it with transformers: AutoTokenizer.from_pretrained(...).save_pretrained(...).");
        Path config = directory.resolve("config.json");
        return Files.exists(directory.resolve(INDEX)) && !Files.exists(directory.resolve(SINGLE))
                ? sharded(directory, new ConfigFields(config, Json.object(config)))
                : single(directory, new ConfigFields(config, Json.object(config)));
    }

    Path tokenizerFile() {
        return directory.resolve("tokenizer.json");
    }

    private static void require(Path directory, String name, String advice) {
        if (!Files.isRegularFile(directory.resolve(name))) {
            throw ModelFileErrors.missing(directory.resolve(name), advice);
        }
    }

    private static ModelFolder single(Path directory, ConfigFields config) {
        Path pickle = directory.resolve("pytorch_model.bin");
        if (!Files.exists(directory.resolve(SINGLE)) && Files.exists(pickle)) {
            throw ModelFileErrors.pickleOnly(pickle);
        }
        require(directory, SINGLE, "A model's folder needs its weights; download the whole snapshot.");
        Safetensors file = Safetensors.open(directory.resolve(SINGLE));
        return new ModelFolder(directory, config, List.of(file.file()), file.tensors());
    }

    private static ModelFolder sharded(Path directory, ConfigFields config) {
        Path index = directory.resolve(INDEX);
        Map<String, String> shardOf = new LinkedHashMap<>();
        JsonNode weightMap = Json.object(index).path("weight_map");
        weightMap
                .properties()
                .forEach(entry -> shardOf.put(entry.getKey(), entry.getValue().asText()));
        Map<String, Safetensors> shards = new LinkedHashMap<>();
        new TreeSet<>(shardOf.values()).forEach(name -> shards.put(name, shard(directory, index, name)));
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        shardOf.forEach((tensor, name) -> {
            Safetensors shard = java.util.Objects.requireNonNull(shards.get(name));
            StoredTensor stored = shard.tensors().get(tensor);
            if (stored == null) {
                throw ModelFileErrors.notInShard(index, tensor, shard.file());
            }
            tensors.put(tensor, stored);
        });
        return new ModelFolder(
                directory,
                config,
                shards.values().stream().map(Safetensors::file).toList(),
                tensors);
    }

    private static Safetensors shard(Path directory, Path index, String name) {
        if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.equals("..")) {
            throw ModelFileErrors.shardOutside(index, name);
        }
        require(directory, name, "It is a shard that " + INDEX + " names; download the whole snapshot.");
        return Safetensors.open(directory.resolve(name));
    }
}
