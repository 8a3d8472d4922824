package dev.sonde.kernel.code;

import dev.sonde.kernel.repl.Candidate;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Completes paths by what is on disk; hidden files only after a dot, folders with a slash. */
final class PathCandidates {

    private static final int LIMIT_ENTRIES = 1000;

    private PathCandidates() {}

    /**
     * What can follow the last slash of a path; nothing where the folder is missing or may not be read.
     *
     * @param directory what relative paths are resolved against
     * @param typed the path so far
     * @param liked endings that come first, such as {@code .yaml}; a slash for folders
     */
    static List<Candidate> of(Path directory, String typed, List<String> liked) {
        int slash = typed.lastIndexOf('/') + 1;
        String prefix = typed.substring(slash);
        var found = new ArrayList<String>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.resolve(typed.substring(0, slash)))) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (found.size() < LIMIT_ENTRIES && fits(name, prefix)) {
                    found.add(Files.isDirectory(entry) ? name + "/" : name);
                }
            }
        } catch (IOException | InvalidPathException | SecurityException unreadable) {
            return List.of();
        }
        found.sort(Comparator.comparing((String name) -> !name.startsWith(prefix))
                .thenComparing(name -> liked.stream().noneMatch(name::endsWith))
                .thenComparing(name -> name.toLowerCase(Locale.ROOT)));
        return found.stream().map(name -> new Candidate(name, name, "path", "")).toList();
    }

    private static boolean fits(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length())
                && (prefix.startsWith(".") || !name.startsWith("."));
    }
}
