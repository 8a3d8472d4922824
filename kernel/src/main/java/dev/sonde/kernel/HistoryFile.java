package dev.sonde.kernel;

import io.github.spencerpark.jupyter.kernel.history.HistoryEntry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cells of all sessions of a user, one {@link HistoryLine} each. Only the user may read it. Several kernels may write to it at once.
 */
final class HistoryFile {

    /** What cells typed once and printed is kept up to here; then the older half is forgotten. */
    static final long LIMIT_BYTES = 8L << 20;

    private static final int LONGEST_INPUT = 200_000;

    private final Path file;
    private final long limitBytes;

    HistoryFile(Path file, long limitBytes) {
        this.file = file;
        this.limitBytes = limitBytes;
    }

    /**
     * The user's, in the XDG state folder; empty if {@code SONDE_HISTORY} is {@code off}, or no place is known.
     *
     * @param environment variables
     */
    static Optional<HistoryFile> ofUser(Map<String, String> environment) {
        if (environment.getOrDefault("SONDE_HISTORY", "").equalsIgnoreCase("off")) {
            return Optional.empty();
        }
        Optional<Path> state = Optional.ofNullable(environment.get("XDG_STATE_HOME"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .or(() -> Optional.ofNullable(environment.get("HOME")).map(home -> Path.of(home, ".local", "state")))
                .or(() -> Optional.ofNullable(environment.get("LOCALAPPDATA")).map(Path::of));
        return state.map(folder -> new HistoryFile(folder.resolve("sonde").resolve("history.jsonl"), LIMIT_BYTES));
    }

    /** Begins a session: its number is one more than the highest that is there. */
    int begin() throws IOException {
        return locked(() -> {
            List<String> lines = lines();
            int session = lines.stream().mapToInt(HistoryLine::session).max().orElse(0) + 1;
            if (Files.exists(file) && Files.size(file) > limitBytes) {
                forgetOlder(lines);
            }
            append(HistoryLine.beginning(session));
            return session;
        });
    }

    /** Keeps a cell; a very long output is cut, a very long input left out. */
    void add(int session, int cell, String input, @Nullable String output) throws IOException {
        if (input.length() > LONGEST_INPUT) {
            return;
        }
        locked(() -> append(HistoryLine.of(session, cell, input, output)));
    }

    /** All cells, in the order in which they ended; lines that are damaged are left out. */
    List<HistoryEntry> read() throws IOException {
        return locked(this::lines).stream().flatMap(HistoryLine::entry).toList();
    }

    private List<String> lines() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        // a line that a crash cut may end within a character
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private void forgetOlder(List<String> lines) throws IOException {
        var kept = new ArrayList<String>();
        long size = 0;
        for (int i = lines.size() - 1; i >= 0; i--) {
            size += lines.get(i).getBytes(StandardCharsets.UTF_8).length + 1L;
            if (size > limitBytes / 2) {
                break;
            }
            kept.add(lines.get(i));
        }
        Collections.reverse(kept);
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, forUserOnly("rw-------"));
        Files.write(next, kept, StandardCharsets.UTF_8);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private Boolean append(String line) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, forUserOnly("rw-------"));
        }
        Files.writeString(file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        return true;
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T locked(Work<T> work) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder, forUserOnly("rwx------"));
        synchronized (HistoryFile.class) { // the lock is one of the process, not of the thread
            try (var channel = FileChannel.open(
                            folder.resolve("history.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                return work.run();
            }
        }
    }

    private static FileAttribute<?>[] forUserOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
