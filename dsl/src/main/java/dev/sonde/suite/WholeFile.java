package dev.sonde.suite;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes text files as a whole or not at all: a reader sees the old file or the new one, never a part. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes {@code text} as UTF-8, with the folders above the file. It is written beside its place and then moved there;
     * when that fails, what stood there still stands. A link keeps pointing to the file that it names, and what is no
     * regular file, such as a pipe, is written to directly.
     *
     * @return {@code file}
     * @throws IOException if it cannot be written
     */
    public static Path write(Path file, String text) throws IOException {
        Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(place) && !Files.isRegularFile(place)) {
            return Files.writeString(file, text);
        }
        Path folder = place.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path beside = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.writeString(beside, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            move(beside, place);
        } finally {
            Files.deleteIfExists(beside);
        }
        return file;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException onThisFileSystem) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
