package dev.sonde.backend.djl;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tiny model that comes inside the jar, laid out as files in a folder that its content names. */
final class DemoModel {

    static final List<String> ADAPTERS = List.of("healthy", "undertrained", "null", "overfitted");

    private static final String RESOURCES = "/dev/sonde/demo/";
    private static final List<String> MODEL_FILES = List.of(
            "config.json",
            "generation_config.json",
            "model.safetensors",
            "special_tokens_map.json",
            "tokenizer.json",
            "tokenizer_config.json");
    private static final List<String> ADAPTER_FILES = List.of(Adapter.CONFIG, Adapter.WEIGHTS);

    private DemoModel() {}

    /** The folder of the base model. */
    static Path base() {
        return extracted("model", "demo-model", MODEL_FILES);
    }

    /** The folder of the adapter {@code name}. */
    static Path adapter(String name) {
        if (!ADAPTERS.contains(name)) {
            throw new BackendException(
                    "unknown-demo-adapter",
                    "The demo model has no adapter '%s'. Its adapters are %s."
                            .formatted(name, String.join(", ", ADAPTERS)));
        }
        return extracted("adapters/" + name, name, ADAPTER_FILES);
    }

    private static Path extracted(String from, String name, List<String> files) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        files.forEach(file -> read(from + "/" + file).ifPresent(bytes -> contents.put(file, bytes)));
        if (!contents.containsKey(files.get(0))) {
            throw new BackendException(
                    "demo-missing",
                    "The demo model is not on the class path (%s%s). Use the jar of sonde-dsl as it was built."
                            .formatted(RESOURCES, from));
        }
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "sonde-demo-" + hash(contents), name);
        try {
            return write(folder, contents);
        } catch (IOException e) {
            throw ModelFileErrors.unreadable(folder, e);
        }
    }

    private static java.util.Optional<byte[]> read(String resource) {
        try (InputStream in = DemoModel.class.getResourceAsStream(RESOURCES + resource)) {
            return in == null ? java.util.Optional.empty() : java.util.Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw ModelFileErrors.unreadable(Path.of(resource), e);
        }
    }

    private static String hash(Map<String, byte[]> contents) {
        MessageDigest digest = ContentHash.sha256();
        contents.forEach((file, bytes) -> {
            digest.update((file + ":" + bytes.length + ":").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    /** Several processes may do this at once: each file appears whole or not at all. */
    private static Path write(Path folder, Map<String, byte[]> contents) throws IOException {
        Files.createDirectories(folder);
        for (var entry : contents.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            if (Files.isRegularFile(file) && Files.size(file) == entry.getValue().length) {
                continue;
            }
            Path part = Files.createTempFile(folder, entry.getKey(), ".part");
            Files.write(part, entry.getValue());
            try {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException sameContent) {
                Files.deleteIfExists(part);
            }
        }
        return folder;
    }
}
