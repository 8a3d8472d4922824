package dev.sonde.backend;

import dev.sonde.stop.StopPoint;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * Fingerprints of files, so that a large file is read once and not at every start.
 *
 * <p>A fingerprint is the SHA-256 of two checksums of each MiB, CRC-32 and CRC-32C: 64 bits against an accident, at the speed
 * of memory on every Java. (SHA-256 of the bytes runs at 140 MB/s where only the quick compiler works, which is how the
 * kernel starts.) It is no protection against somebody who makes two files collide on purpose.
 *
 * <p>A hash is taken from an earlier look only while the file's {@link FileState} is the same: its size, inode, time of
 * modification and, which no program can set back, time of change. Where the system does not tell these, or the file was
 * changed within the last seconds, it is read again. Safe for several threads and processes.
 */
public final class FileHashes {
    private static final int BUFFER = 1 << 20;

    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final Optional<KeptHashes> kept;

    private FileHashes(Optional<KeptHashes> kept) {
        this.kept = kept;
    }

    /** Remembers as long as this object lives. */
    public static FileHashes inMemory() {
        return new FileHashes(Optional.empty());
    }

    /** Remembers in files of {@code folder} too. One that cannot be read or written is as if it were not there. */
    public static FileHashes keptIn(Path folder) {
        return new FileHashes(Optional.of(new KeptHashes(folder)));
    }

    /**
     * The fingerprint of a file's bytes, in hex.
     *
     * @throws IOException if the file cannot be read
     */
    public String of(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        Optional<String> state = FileState.of(absolute);
        if (state.isEmpty()) {
            return digest(absolute);
        }
        String id = absolute + "\n" + state.get();
        Optional<String> found =
                Optional.ofNullable(known.get(id)).or(() -> kept.flatMap(hashes -> hashes.find(absolute, state.get())));
        if (found.isPresent()) {
            known.put(id, found.get());
            return found.get();
        }
        String hash = digest(absolute);
        if (FileState.settled(absolute) && FileState.of(absolute).equals(state)) {
            known.put(id, hash);
            kept.ifPresent(hashes -> hashes.keep(absolute, state.get(), hash));
        }
        return hash;
    }

    /** Through a stream that an interrupt of the thread does not close. */
    private static String digest(Path file) throws IOException {
        MessageDigest digest = ContentHash.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = new FileInputStream(file.toFile())) {
            for (int n = in.readNBytes(buffer, 0, BUFFER); n > 0; n = in.readNBytes(buffer, 0, BUFFER)) {
                StopPoint.pass("during the reading of " + file);
                digest.update(checksum(new CRC32(), buffer, n));
                digest.update(checksum(new CRC32C(), buffer, n));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] checksum(Checksum checksum, byte[] bytes, int count) {
        checksum.update(bytes, 0, count);
        return ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum.getValue())
                .array();
    }
}
