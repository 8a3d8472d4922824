package dev.sonde.backend.djl;

import ai.djl.Device;
import dev.sonde.backend.ContentHash;
import dev.sonde.backend.ModelCard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Tells a model by the content of its files. */
final class ModelCards {

    private static final Map<FileState, String> HASHES = new ConcurrentHashMap<>();

    private ModelCards() {}

    /** A file as it was when it was hashed; hashes live in memory only. */
    private record FileState(Path file, long size, long modified) {}

    static ModelCard of(DjlModel model, Optional<Adapter> adapter, Device device) {
        ModelFolder folder = model.folder();
        Map<String, String> content = new TreeMap<>();
        List<String> weights = new ArrayList<>();
        folder.weightFiles().forEach(file -> weights.add(file.getFileName() + "=" + hash(file)));
        content.put("weights", ContentHash.of(String.join("\n", weights)));
        content.put("config", hash(folder.config().file()));
        content.put("tokenizer", hash(folder.tokenizerFile()));
        Path generation = folder.directory().resolve("generation_config.json");
        if (Files.isRegularFile(generation)) {
            content.put("generation_config", hash(generation));
        }
        adapter.ifPresent(own -> {
            content.put("adapter", hash(AdapterFile.in(own.directory())));
            content.put("adapter_config", hash(own.directory().resolve(Adapter.CONFIG)));
        });
        content.put("dtype", "fp32");
        content.put("device", device.isGpu() ? "cuda" : "cpu");
        content.put("engine", TorchEngine.version());
        return new ModelCard(
                folder.directory().toAbsolutePath().normalize().getFileName().toString(),
                adapter.map(AdapterReports::name).orElse(""),
                content,
                model.architecture().vocabularySize(),
                model.architecture().contextLength());
    }

    /** SHA-256 of a file's bytes, in hex. */
    static String hash(Path file) {
        try {
            FileState state = new FileState(
                    file.toAbsolutePath(),
                    Files.size(file),
                    Files.getLastModifiedTime(file).toMillis());
            String known = HASHES.get(state);
            if (known == null) {
                known = digest(file);
                HASHES.put(state, known);
            }
            return known;
        } catch (IOException e) {
            throw ModelFileErrors.unreadable(file, e);
        }
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = ContentHash.sha256();
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
