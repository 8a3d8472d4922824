package dev.sonde.kernel.magic;

import dev.sonde.kernel.session.CellClasspath;
import dev.sonde.kernel.session.CellOutcome;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists or extends the class path of the cells. */
final class ClasspathMagic {

    static final Magic MAGIC = new Magic(
            "classpath",
            Magic.Form.LINE,
            "[JAR|FOLDER…]",
            MagicTakes.FILES,
            "Adds jars and folders of classes to the class path of the cells; without a value lists it.",
            "A star stands for any letters of a file's name: %classpath libs/*.jar. %dependsOn fetches what is not here.",
            List.of(),
            ClasspathMagic::run);

    private ClasspathMagic() {}

    private static CellOutcome run(MagicCall call) {
        SessionLibraries libraries = call.state().libraries();
        if (call.words().isEmpty()) {
            libraries.files().forEach(System.out::println);
            CellClasspath.ofRuntime().forEach(System.out::println);
            return call.done();
        }
        var files = new ArrayList<Path>();
        call.words().forEach(word -> files.addAll(files(word)));
        List<Path> added = libraries.add(files);
        added.forEach(file -> System.out.println("Added " + file));
        if (added.isEmpty()) {
            System.out.println("All of it was on the class path already.");
        }
        return call.done();
    }

    /**
     * The files that a word stands for.
     *
     * @throws MagicException if there is none
     */
    static List<Path> files(String word) {
        int slash = Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\'));
        String name = word.substring(slash + 1);
        if (name.contains("*")) {
            return matching(MagicFiles.of(slash < 0 ? "." : word.substring(0, slash + 1)), name, word);
        }
        Path file = MagicFiles.of(word);
        if (!Files.exists(file)) {
            throw new MagicException("There is no jar or folder '%s' (looked for %s).".formatted(word, file));
        }
        if (Files.isRegularFile(file) && !isJar(file)) {
            throw new MagicException("'%s' is neither a jar nor a folder of classes.".formatted(word));
        }
        return List.of(file);
    }

    private static List<Path> matching(Path folder, String glob, String word) {
        var found = new ArrayList<Path>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            files.forEach(
                    file -> Optional.of(file).filter(ClasspathMagic::isJar).ifPresent(found::add));
        } catch (IOException e) {
            throw new MagicException("There is no folder '%s'.".formatted(folder), e);
        }
        if (found.isEmpty()) {
            throw new MagicException("No jar is like '%s' (looked in %s).".formatted(word, folder));
        }
        found.sort(null);
        return found;
    }

    private static boolean isJar(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".jar") || name.endsWith(".zip");
    }
}
