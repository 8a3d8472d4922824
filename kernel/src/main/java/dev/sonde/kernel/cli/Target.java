package dev.sonde.kernel.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A file that a command will write at its end: what stands in the way is said before the work, not after it. */
final class Target {

    private Target() {}

    /**
     * Nothing if the file can be written as far as one can see; folders above it that are missing will be made.
     *
     * @throws IllegalArgumentException if it cannot
     */
    static void require(Path file) {
        obstacle(file.toAbsolutePath()).ifPresent(why -> {
            throw new IllegalArgumentException("Cannot write '%s' (%s). Choose another place.".formatted(file, why));
        });
    }

    private static Optional<String> obstacle(Path file) {
        if (Files.isDirectory(file)) {
            return Optional.of("it is a folder");
        }
        Path nearest = Stream.iterate(file.getParent(), folder -> folder != null, Path::getParent)
                .filter(Files::exists)
                .findFirst()
                .orElse(file.getRoot());
        if (!Files.isDirectory(nearest)) {
            return Optional.of("'%s' is a file, not a folder".formatted(nearest));
        }
        boolean special = Files.exists(file) && !Files.isRegularFile(file); // a pipe or a device is written to directly
        return Files.isWritable(special ? file : nearest)
                ? Optional.empty()
                : Optional.of("'%s' is not writable".formatted(special ? file : nearest));
    }
}
