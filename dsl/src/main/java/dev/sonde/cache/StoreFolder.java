package dev.sonde.cache;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Where things lie in a store.
 *
 * <p>{@code answers-1/<shard>/<namespace>-<hash>} are answers, {@code models-1/<namespace>} says which model a namespace
 * belongs to, {@code aside} holds files that are being written, {@code hashes} those of model files. A change of format
 * takes new names, so that versions live side by side.
 *
 * @param root the store's folder
 */
record StoreFolder(Path root) {
    /** So many folders share the answers evenly, by hash; each is evicted by itself. */
    static final int SHARDS = 64;

    private static final Pattern ANSWER = Pattern.compile("[0-9a-f]{16}-[0-9a-f]{64}");
    private static final Pattern NAMESPACE = Pattern.compile("[0-9a-f]{16}");

    Path answer(AnswerKey key) {
        return shard(key).resolve(key.namespace() + "-" + key.hash());
    }

    Path shard(AnswerKey key) {
        return shard(Integer.parseInt(key.hash().substring(0, 2), 16) % SHARDS);
    }

    Path model(String namespace) {
        return models().resolve(namespace);
    }

    Path models() {
        return root.resolve("models-1");
    }

    Path aside() {
        return root.resolve("aside");
    }

    /** Where hashes of model files are kept. */
    Path hashes() {
        return root.resolve("hashes");
    }

    List<Path> shards() {
        return IntStream.range(0, SHARDS).mapToObj(this::shard).toList();
    }

    private Path shard(int number) {
        return root.resolve("answers-1").resolve(String.format("%02x", number));
    }

    /** The answers of one shard; nothing else that lies there. */
    static List<Path> answers(Path shard) throws IOException {
        return list(shard, ANSWER);
    }

    /** The files of known models. */
    List<Path> modelFiles() throws IOException {
        return list(models(), NAMESPACE);
    }

    static List<Path> list(Path folder, Pattern names) throws IOException {
        var found = new ArrayList<Path>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (names.matcher(String.valueOf(file.getFileName())).matches()) {
                    found.add(file);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        }
        return found;
    }

    /** Writes aside, then moves into place: whoever looks sees the whole file or none. */
    void write(Path file, byte[] content) throws IOException {
        Path written = aside().resolve(UUID.randomUUID() + ".part");
        try {
            writeAside(written, content);
            try {
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (NoSuchFileException noFolderYet) {
                Files.createDirectories(file.getParent());
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AccessDeniedException inUse) { // Windows, while another process reads the same answer
                if (!Files.isRegularFile(file)) {
                    throw inUse;
                }
            }
        } finally {
            delete(written);
        }
    }

    private void writeAside(Path file, byte[] content) throws IOException {
        if (!Files.isDirectory(aside())) {
            Files.createDirectories(aside());
        }
        try (var out = new FileOutputStream(file.toFile())) { // no channel: an interrupt would close it
            out.write(content);
        }
    }

    /** Deletes a file; one that is gone already, or that may not be deleted, is left. */
    static boolean delete(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException notAllowed) {
            return false;
        }
    }
}
