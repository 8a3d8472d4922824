package dev.sonde.backend.djl;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** An adapter of a random model: some of its linear modules, random ranks, one kind of extras. */
final class RandomAdapter {

    /** The kinds there are. */
    static final List<String> KINDS =
            List.of("lora", "rslora", "patterns", "dora", "embedding", "lora_bias", "saved_norm");

    private final RandomModel model;
    private final String kind;
    private final Random random;
    private final int rank;
    private final int otherRank;
    private final ObjectNode config = new ObjectMapper().createObjectNode();
    private final RandomTensors tensors;

    private RandomAdapter(RandomModel model, String kind) {
        this.model = model;
        this.kind = kind;
        random = model.random;
        rank = 1 + random.nextInt(4);
        otherRank = kind.equals("patterns") ? rank + 1 : rank;
        tensors = new RandomTensors(random);
    }

    /** Whether a strength between base and fine-tuned is that of each low-rank product. */
    static boolean scalable(String kind) {
        return !kind.equals("dora") && !kind.equals("saved_norm");
    }

    static Path write(RandomModel model, String kind) {
        return new RandomAdapter(model, kind).write();
    }

    private Path write() {
        Set<String> targets = targets();
        String first = targets.iterator().next();
        config.put("peft_type", "LORA").put("task_type", "CAUSAL_LM").put("r", rank);
        config.put("lora_alpha", 1 + random.nextInt(8)).put("bias", "none");
        config.put("use_rslora", kind.equals("rslora")).put("use_dora", kind.equals("dora"));
        config.put("lora_bias", kind.equals("lora_bias")).put("fan_in_fan_out", model.family.equals("gpt2"));
        var listed = config.putArray("target_modules");
        targets.forEach(listed::add);
        if (kind.equals("patterns")) {
            config.putObject("rank_pattern").put(first, otherRank);
            config.putObject("alpha_pattern").put("0\\..*" + first, 5).put(first, 3);
        }
        model.linears.forEach((name, shape) -> {
            if (targets.contains(last(name))) {
                module(name, shape[0], shape[1], last(name).equals(first) ? otherRank : rank);
            }
        });
        if (kind.equals("embedding")) {
            listed.add(last(model.table()));
            tensors.add(key(model.table()) + ".lora_embedding_A", 0, 0.4, rank, model.vocabulary);
            tensors.add(key(model.table()) + ".lora_embedding_B", 0, 0.4, model.width(), rank);
        }
        if (kind.equals("saved_norm")) {
            config.putArray("modules_to_save").add(model.lastNorm()); // matched as the end of a name
            tensors.add(key(model.lastNorm()) + ".weight", 1, 0.5, model.width());
            if (!model.plainNorms()) {
                tensors.add(key(model.lastNorm()) + ".bias", 0, 0.5, model.width());
            }
        }
        return save();
    }

    private Set<String> targets() {
        List<String> names = model.linears.keySet().stream()
                .map(RandomAdapter::last)
                .distinct()
                .toList();
        Set<String> targets = new LinkedHashSet<>();
        targets.add(names.get(random.nextInt(names.size())));
        names.stream().filter(name -> random.nextBoolean()).forEach(targets::add);
        return targets;
    }

    private void module(String name, int out, int in, int own) {
        tensors.add(key(name) + ".lora_A.weight", 0, 1 / Math.sqrt(in), own, in);
        tensors.add(key(name) + ".lora_B.weight", 0, 0.2, out, own);
        if (kind.equals("lora_bias")) {
            tensors.add(key(name) + ".lora_B.bias", 0, 0.2, out);
        }
        if (kind.equals("dora")) {
            tensors.add(key(name) + ".lora_magnitude_vector", 1.5, 0.1, out);
        }
    }

    private static String key(String module) {
        return "base_model.model." + module;
    }

    private static String last(String module) {
        return module.substring(module.lastIndexOf('.') + 1);
    }

    private Path save() {
        Path folder = model.folder.resolve("adapter-" + kind);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("adapter_config.json"), config.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tensors.write(folder.resolve("adapter_model.safetensors"));
        return folder;
    }
}
