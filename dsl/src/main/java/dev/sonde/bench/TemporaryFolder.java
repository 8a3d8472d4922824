package dev.sonde.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A folder that is gone when it is closed. */
final class TemporaryFolder implements AutoCloseable {

    private final Path path;

    TemporaryFolder() {
        try {
            path = Files.createTempDirectory("sonde-bench-");
        } catch (IOException refused) {
            throw new UncheckedIOException("No temporary folder can be made: " + refused.getMessage(), refused);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try (var all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException("The folder %s is left behind: %s".formatted(path, left), left);
        }
    }
}
