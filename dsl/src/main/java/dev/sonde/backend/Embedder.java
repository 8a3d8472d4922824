package dev.sonde.backend;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A sentence embedder in a folder as sentence-transformers writes it. Equal by content, wherever it lies: its id is part of
 * a cache key.
 *
 * @param id hash of the files that make it
 * @param folder where they are; no part of equality
 */
public record Embedder(String id, Path folder) {

    private static final List<String> DECIDING = List.of(".json", ".safetensors", ".txt");
    private static final int DEPTH = 2;
    private static final FileHashes HASHES = FileHashes.inMemory();

    /**
     * The embedder in {@code folder}; its files are hashed, once, and not yet loaded.
     *
     * @throws BackendException if there is none
     */
    public static Embedder in(Path folder) {
        if (!Files.isRegularFile(folder.resolve("tokenizer.json"))
                && !Files.isRegularFile(folder.resolve("modules.json"))) {
            throw BackendErrors.noEmbedder(folder);
        }
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : (Iterable<Path>) files.filter(Embedder::decides)::iterator) {
                content.put(folder.relativize(file).toString().replace('\\', '/'), HASHES.of(file));
            }
        } catch (IOException e) {
            throw BackendErrors.embedderUnreadable(folder, e);
        }
        return new Embedder(ContentHash.of(content), folder);
    }

    private static boolean decides(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && DECIDING.stream().anyMatch(name::endsWith);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedder that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
