package dev.sonde.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/** What changes when a file's content changes, without reading it. */
final class FileState {
    /** A change that comes so soon after another may bear the same time. */
    private static final Duration TICK = Duration.ofSeconds(2);

    private FileState() {}

    /** Size, inode and times in nanoseconds; empty where the system does not tell them all. */
    static Optional<String> of(Path file) throws IOException {
        try {
            var found = new TreeMap<>(Files.readAttributes(file, "unix:size,dev,ino,lastModifiedTime,ctime"));
            found.replaceAll((name, value) -> value instanceof FileTime time ? nanos(time) : value);
            return Optional.of(found.toString());
        } catch (UnsupportedOperationException | IllegalArgumentException noSuchView) {
            return Optional.empty();
        }
    }

    /** Whether the last change is long enough ago that another one will bear another time. */
    static boolean settled(Path file) throws IOException {
        var changed = (FileTime) Files.getAttribute(file, "unix:ctime");
        return changed.toInstant().isBefore(Instant.now().minus(TICK));
    }

    private static long nanos(FileTime time) {
        Instant instant = time.toInstant();
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }
}
