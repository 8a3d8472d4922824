package dev.sonde.kernel.docs;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the index when the kernel is built: the file first, then the folders with sources. */
final class DocIndexWriter {

    private DocIndexWriter() {}

    /** Runs as a step of the build. */
    public static void main(String[] arguments) throws IOException {
        List<Path> roots = Stream.of(arguments).skip(1).map(Path::of).toList();
        write(Path.of(arguments[0]), roots);
    }

    /** Writes the index unless it is newer than every source. */
    static void write(Path target, Collection<Path> roots) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(Files::isRegularFile).sorted().forEach(sources::add);
            }
        }
        if (!isNewer(target, sources)) {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.writeString(
                    target, new GsonBuilder().disableHtmlEscaping().create().toJson(entries(sources)));
        }
    }

    private static boolean isNewer(Path target, List<Path> sources) throws IOException {
        if (!Files.exists(target)) {
            return false;
        }
        FileTime written = Files.getLastModifiedTime(target);
        for (Path source : sources) {
            if (Files.getLastModifiedTime(source).compareTo(written) > 0) {
                return false;
            }
        }
        return true;
    }

    private static List<DocEntry> entries(List<Path> sources) throws IOException {
        var entries = new ArrayList<DocEntry>();
        entries.addAll(KotlinDocs.of(
                sources.stream().filter(file -> file.toString().endsWith(".kt")).toList()));
        entries.addAll(JavaDocs.of(sources.stream()
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.endsWith("package-info.java"))
                .toList()));
        return resolved(entries);
    }

    /** Defaults that are named constants, by the constants' values. */
    private static List<DocEntry> resolved(List<DocEntry> entries) {
        Map<String, String> constants = entries.stream()
                .filter(entry ->
                        entry.kind().equals("constant") && !entry.defaultValue().isEmpty())
                .collect(Collectors.toMap(
                        entry -> entry.owner() + "." + entry.name(), DocEntry::defaultValue, (first, second) -> first));
        return entries.stream()
                .map(entry -> entry.withDefault(value(entry.defaultValue(), constants)))
                .toList();
    }

    private static String value(String text, Map<String, String> constants) {
        return constants.getOrDefault(text, text);
    }
}
