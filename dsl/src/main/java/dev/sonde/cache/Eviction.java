package dev.sonde.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Holds a store to its limit, shard by shard: each may take its share, and loses what was not used for longest.
 *
 * <p>A shard is looked through at its first write and then whenever this process has written a sixteenth of its share, so
 * that the cost per answer does not grow with the store. Processes that write at once may exceed the limit by that much.
 */
final class Eviction {
    private static final long BLOCK = 4096;
    private static final long ROUNDS = 16;
    private static final double KEPT = 0.9;
    /** A file aside that is so old belongs to a process that died. */
    private static final Duration STALE = Duration.ofHours(1);

    private static final Pattern ANYTHING = Pattern.compile(".*\\.part");

    private final StoreFolder folder;
    private final long shareBytes;
    private final Map<Path, Long> writtenSince = new HashMap<>();
    private boolean asideSwept;

    private record Kept(Path file, long bytes, FileTime used) {}

    Eviction(StoreFolder folder, long limitBytes) {
        this.folder = folder;
        this.shareBytes = limitBytes / StoreFolder.SHARDS;
    }

    /** The largest file that fits into a shard. */
    long largest() {
        return shareBytes;
    }

    /** A file was written into {@code shard}; makes room if it is time to look. */
    synchronized void wrote(Path shard, long bytes) {
        Long before = writtenSince.get(shard);
        long written = (before == null ? 0 : before) + onDisk(bytes);
        if (before == null || written > shareBytes / ROUNDS) {
            trim(shard);
            written = 0;
        }
        writtenSince.put(shard, written);
    }

    /** Trouble with a look is none for the run: there is another one. */
    private void trim(Path shard) {
        try {
            sweepAside();
            List<Kept> all = kept(StoreFolder.answers(shard));
            long bytes = all.stream().mapToLong(Kept::bytes).sum();
            if (bytes <= shareBytes) {
                return;
            }
            all.sort(Comparator.comparing(Kept::used));
            for (Kept oldest : all) {
                if (bytes <= KEPT * shareBytes) {
                    return;
                }
                StoreFolder.delete(oldest.file());
                bytes -= oldest.bytes();
            }
        } catch (IOException later) {
            return;
        }
    }

    private void sweepAside() throws IOException {
        if (!asideSwept) {
            asideSwept = true;
            FileTime stale = FileTime.from(Instant.now().minus(STALE));
            for (Kept left : kept(StoreFolder.list(folder.aside(), ANYTHING))) {
                if (left.used().compareTo(stale) < 0) {
                    StoreFolder.delete(left.file());
                }
            }
        }
    }

    private static List<Kept> kept(List<Path> files) throws IOException {
        var all = new ArrayList<Kept>(files.size());
        for (Path file : files) {
            try {
                var found = Files.readAttributes(file, BasicFileAttributes.class);
                all.add(new Kept(file, onDisk(found.size()), found.lastModifiedTime()));
            } catch (NoSuchFileException goneMeanwhile) {
                continue;
            }
        }
        return all;
    }

    /** What a file takes: whole blocks. */
    static long onDisk(long bytes) {
        return (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }
}
