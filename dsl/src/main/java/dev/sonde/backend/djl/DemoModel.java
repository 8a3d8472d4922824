package dev.sonde.backend.djl;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Arrays;
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
    private static final List<String> ADAPTER_FILES = List.of(Adapter.CONFIG, AdapterFile.SAFETENSORS);

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
        Path folder =
                temporary(System.getProperty("user.name", ""), hash(contents)).resolve(name);
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

    /** A folder of the user's own: one that another user made could not be written to. */
    static Path temporary(String user, String hash) {
        String safe = user.replaceAll("[^A-Za-z0-9._-]", "_");
        return Path.of(System.getProperty("java.io.tmpdir"), "sonde-demo-" + safe + "-" + hash);
    }

    /** Several processes may do this at once: each file appears whole, and one that is right already stays. */
    static Path write(Path folder, Map<String, byte[]> contents) throws IOException {
        Files.createDirectories(folder);
        for (var entry : contents.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            if (!holds(file, entry.getValue())) {
                replace(file, entry.getValue());
            }
        }
        return folder;
    }

    private static boolean holds(Path file, byte[] content) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content);
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path part = Files.createTempFile(file.getParent(), String.valueOf(file.getFileName()), ".part");
        try {
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) { // on Windows a file that another process has open cannot be replaced
            if (!holds(file, content)) {
                throw e;
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
