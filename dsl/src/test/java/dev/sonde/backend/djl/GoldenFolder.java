package dev.sonde.backend.djl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The models among the golden data; see {@link Golden}. */
final class GoldenFolder {

    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenFolder() {}

    static Path root() {
        return Golden.root();
    }

    static List<String> cases() {
        try (Stream<Path> files = Files.list(root().resolve("expected"))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static JsonNode expected(String name) {
        return json("expected/" + name + ".json");
    }

    static JsonNode json(String path) {
        try {
            return JSON.readTree(root().resolve(path).toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The entries of a file that is one list. */
    static Stream<JsonNode> list(Path file) {
        try {
            return StreamSupport.stream(JSON.readTree(file.toFile()).spliterator(), false);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Path model(String name) {
        return root().resolve("models").resolve(name);
    }
}
