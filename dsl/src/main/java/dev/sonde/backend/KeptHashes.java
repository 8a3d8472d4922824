package dev.sonde.backend;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Hashes of files, one small file each: the state of the hashed file, its hash, and a checksum of both. Written aside and
 * moved into place, so that nobody sees half of one.
 */
final class KeptHashes {
    private static final int LONGEST = 1000;

    private final Path folder;

    KeptHashes(Path folder) {
        this.folder = folder;
    }

    Optional<String> find(Path file, String state) {
        try (var in = new FileInputStream(place(file).toFile())) {
            String[] lines = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).split("\n", -1);
            return lines.length == 3 && lines[0].equals(state) && lines[2].equals(check(state, lines[1]))
                    ? Optional.of(lines[1])
                    : Optional.empty();
        } catch (IOException notKept) {
            return Optional.empty();
        }
    }

    void keep(Path file, String state, String hash) {
        try {
            Files.createDirectories(folder);
            Path aside = Files.createTempFile(folder, "hash", ".part");
            try {
                Files.writeString(aside, state + "\n" + hash + "\n" + check(state, hash));
                Files.move(aside, place(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException notKept) {
            return; // the file is read again next time
        }
    }

    private Path place(Path file) {
        return folder.resolve(ContentHash.of(file.toString()).substring(0, 32) + ".hash");
    }

    private static String check(String state, String hash) {
        return ContentHash.of(state + "\n" + hash).substring(0, 16);
    }
}
