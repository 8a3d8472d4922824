package dev.sonde;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the golden data is: the folder that {@code -Dgolden} names, relative to the root of the repository, or the copy
 * among the test resources.
 */
public final class Golden {

    private Golden() {}

    /** The folder in use. */
    public static Path root() {
        return given().orElseGet(() -> Path.of("src/test/resources/golden"));
    }

    /** The folder that was asked for; empty without {@code -Dgolden}. */
    public static Optional<Path> given() {
        return given(System.getProperty("golden", ""), Path.of(""));
    }

    static Optional<Path> given(String value, Path workingDirectory) {
        boolean unset = value.isBlank() || value.startsWith("${"); // as Maven leaves a property that nobody set
        return unset
                ? Optional.empty()
                : Optional.of(repository(workingDirectory).resolve(value));
    }

    /** The outermost folder of Maven modules around {@code start}; Maven runs the tests inside a module. */
    private static Path repository(Path start) {
        Path top = start.toAbsolutePath().normalize();
        for (Path folder = top.getParent(); folder != null && isModule(folder); folder = folder.getParent()) {
            top = folder;
        }
        return top;
    }

    private static boolean isModule(Path folder) {
        return Files.exists(folder.resolve("pom.xml"));
    }
}
