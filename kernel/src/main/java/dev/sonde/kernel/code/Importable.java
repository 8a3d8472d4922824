package dev.sonde.kernel.code;

import dev.sonde.suite.Suite;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a type is that a cell names without an import. */
final class Importable {

    private static final List<String> COMMON = List.of(
            "java.io.",
            "java.nio.file.",
            "java.time.",
            "java.util.",
            "java.util.concurrent.",
            "java.util.concurrent.atomic.",
            "java.util.stream.",
            "tech.tablesaw.api.");
    private static final String OURS = "dev/sonde/";

    private Importable() {}

    /** The full name of the public type with this simple name: of the library, else of the packages that cells use most. */
    static Optional<String> find(String simpleName) {
        return simpleName.matches("[A-Z]\\w*")
                ? ours(simpleName).or(() -> Stream.of(COMMON)
                        .flatMap(List::stream)
                        .map(packageName -> packageName + simpleName)
                        .filter(Importable::isPublic)
                        .findFirst())
                : Optional.empty();
    }

    private static Optional<String> ours(String simpleName) {
        try {
            URI place = Suite.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path path = Path.of(place);
            if (Files.isDirectory(path)) {
                return in(path, simpleName);
            }
            try (FileSystem jar = FileSystems.newFileSystem(path, Map.of())) {
                return in(jar.getPath("/"), simpleName);
            }
        } catch (IOException | URISyntaxException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> in(Path root, String simpleName) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(OURS))) {
            return files.filter(file -> file.endsWith(simpleName + ".class"))
                    .map(file -> root.relativize(file).toString())
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .filter(Importable::isPublic)
                    .sorted()
                    .findFirst();
        }
    }

    private static boolean isPublic(String name) {
        try {
            return Modifier.isPublic(Class.forName(name, false, Importable.class.getClassLoader())
                    .getModifiers());
        } catch (ClassNotFoundException | LinkageError no) {
            return false;
        }
    }
}
