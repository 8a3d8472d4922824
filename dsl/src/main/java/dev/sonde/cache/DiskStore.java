package dev.sonde.cache;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.FileHashes;
import dev.sonde.backend.ModelCard;
import dev.sonde.score.Score;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps answers in a folder, for later runs and other processes.
 *
 * <p>One file an answer, moved into place when whole: embedded databases either let one process write (MVStore, Xodus,
 * RocksDB), trust damaged pages (LMDB), or lose more than one answer with a page and bring native code (SQLite), while a
 * file system shares, renames atomically and loses one answer at a time.
 *
 * <p>Every file has a checksum and its whole key. A damaged one, one of another version and one that cannot be read are
 * as if they were not there; a process that dies in mid-write leaves only a file aside. Files are not forced to the
 * disk: what a power cut tears is found by its checksum. The folder grows to the limit; then the answers that were not
 * used for longest go, to the minute. A folder that cannot be written is told once; the answers
 * of this run then stay in memory, as do those too large for the limit. Otherwise nothing is held in memory.
 *
 * <p>Safe for several threads and processes.
 */
public final class DiskStore implements EvaluationStore {
    /** What {@link #in} allows when nothing else is said: 4 GiB. */
    public static final long DEFAULT_LIMIT_BYTES = 4L << 30;

    /** What is longer is cut, and then does not fit its checksum. */
    private static final int LONGEST_FILE = 1 << 30;

    private static final long USE_SECONDS = 60;

    private final StoreFolder folder;
    private final Eviction eviction;
    private final long limitBytes;
    private final StoreWarnings warnings;
    /** What the folder does not take, so that a run on a full disk computes each answer once all the same. */
    private final MemoryStore unwritten = new MemoryStore();

    private volatile boolean writable = true;

    private DiskStore(Path directory, long limitBytes, Consumer<String> warn) {
        if (limitBytes < 1) {
            throw new IllegalArgumentException("A store needs a limit of at least one byte, got " + limitBytes);
        }
        this.folder = new StoreFolder(directory.toAbsolutePath().normalize());
        this.limitBytes = limitBytes;
        this.eviction = new Eviction(folder, limitBytes);
        this.warnings = new StoreWarnings(folder.root(), warn);
    }

    /** A store of at most 4 GiB in {@code directory}, which need not be there. Problems are logged. */
    public static DiskStore in(Path directory) {
        return in(directory, DEFAULT_LIMIT_BYTES, StoreWarnings::log);
    }

    /**
     * A store in {@code directory}, which need not be there; nothing is read or written yet.
     *
     * @param limitBytes on the disk, at least 1; exceeded by a small part while several processes write
     * @param warn hears each sort of problem once, in words for people
     */
    public static DiskStore in(Path directory, long limitBytes, Consumer<String> warn) {
        return new DiskStore(directory, limitBytes, warn);
    }

    /** Where the answers are. */
    public Path directory() {
        return folder.root();
    }

    /** How large the folder may grow, in bytes. */
    public long limitBytes() {
        return limitBytes;
    }

    /** Hashes of model files, kept here too. */
    public FileHashes hashes() {
        return FileHashes.keptIn(folder.hashes());
    }

    /** What is in the store, and what can be done about it. */
    public StoreContents contents() {
        return new StoreContents(folder);
    }

    @Override
    public Optional<Score> find(String modelId, Evaluation<?> evaluation) {
        return read(modelId, evaluation).or(() -> unwritten.find(modelId, evaluation));
    }

    private Optional<Score> read(String modelId, Evaluation<?> evaluation) {
        AnswerKey key = AnswerKey.of(modelId, evaluation);
        Path file = folder.answer(key);
        Optional<byte[]> content = content(file);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        Optional<Score> score = AnswerFile.decode(content.get(), key)
                .filter(evaluation.operation().answers()::isInstance);
        if (score.isEmpty()) {
            warnings.damaged(file);
            StoreFolder.delete(file);
        } else {
            touch(file);
        }
        return score;
    }

    /** Tried twice: another process may have written the file, or evicted it, since the first time. */
    private Optional<byte[]> content(Path file) {
        try {
            return Optional.of(bytes(file));
        } catch (IOException noAnswer) {
            if (Files.notExists(file)) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(bytes(file));
        } catch (IOException unreadable) {
            if (!Files.notExists(file)) {
                warnings.unreadable(file, unreadable);
            }
            return Optional.empty();
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (var in = new FileInputStream(file.toFile())) { // no channel: an interrupt would close it
            return in.readNBytes(LONGEST_FILE);
        }
    }

    /** Whether there is a file; a damaged one is found out by {@link #find}. */
    @Override
    public boolean contains(String modelId, Evaluation<?> evaluation) {
        return Files.isRegularFile(folder.answer(AnswerKey.of(modelId, evaluation)))
                || unwritten.contains(modelId, evaluation);
    }

    @Override
    public void put(String modelId, Evaluation<?> evaluation, Score score) {
        if (!(writable && write(AnswerKey.of(modelId, evaluation), score))) {
            unwritten.put(modelId, evaluation, score);
        }
    }

    private boolean write(AnswerKey key, Score score) {
        byte[] content = AnswerFile.encode(key, score);
        if (content.length > eviction.largest()) {
            return false;
        }
        try {
            folder.write(folder.answer(key), content);
            eviction.wrote(folder.shard(key), content.length);
            return true;
        } catch (IOException full) {
            writable = false;
            warnings.unwritable(full);
            return false;
        }
    }

    @Override
    public boolean outOfMemory() {
        return writable;
    }

    /** Half of the folder: the shards do not fill evenly, and other processes write too. */
    @Override
    public long advanceBytes() {
        return writable ? limitBytes / 2 : EvaluationStore.super.advanceBytes();
    }

    @Override
    public boolean knows(ModelCard card) {
        return Files.isRegularFile(folder.model(AnswerKey.namespace(card.id())));
    }

    @Override
    public void remember(ModelCard card) {
        if (!writable || knows(card)) {
            return;
        }
        try {
            folder.write(folder.model(AnswerKey.namespace(card.id())), StoredModel.encode(card));
        } catch (IOException full) {
            writable = false;
            warnings.unwritable(full);
        }
    }

    /** Tells the eviction that the file was used; a store that can only be read cannot be told. */
    private static void touch(Path file) {
        try {
            Instant now = Instant.now();
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minusSeconds(USE_SECONDS))) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
        } catch (IOException notAllowed) {
            return;
        }
    }

    @Override
    public String toString() {
        return "DiskStore(" + folder.root() + ")";
    }
}
