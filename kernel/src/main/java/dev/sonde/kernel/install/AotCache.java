package dev.sonde.kernel.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Classes loaded and linked ahead of time, with profiles of their methods on Java 25 and newer (JEP 483, 514, 515).
 *
 * <p>The file carries the Java version in its name: a JVM that is given a cache of another one starts without any sharing of
 * classes, more slowly than without a cache.
 *
 * @param distribution whose classes
 * @param java the feature version that makes and uses it, {@value #SINCE} or newer
 */
public record AotCache(Distribution distribution, int java) implements StartFile {

    /** The first Java that can make one. */
    public static final int SINCE = 24;

    @Override
    public String label() {
        return "AOT cache";
    }

    @Override
    public Path file() {
        return distribution.lib().resolve("sonde-%d.aot".formatted(java));
    }

    /** Two runs, which Java 24 needs and newer ones allow: one records, the other makes the cache of what it recorded. */
    @Override
    public void write(TrainingRun training) throws IOException, InterruptedException {
        String name =
                "%s.%d".formatted(file().getFileName(), ProcessHandle.current().pid());
        Path recorded = file().resolveSibling(name + ".conf");
        Path part = file().resolveSibling(name + ".part");
        try {
            training.run(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recorded, "-Xlog:disable"));
            require(recorded, "the Java in '%s' recorded nothing".formatted(training.javaHome()));
            training.run(List.of(
                    "-XX:AOTMode=create", "-XX:AOTConfiguration=" + recorded, "-XX:AOTCache=" + part, "-Xlog:disable"));
            require(part, "the Java in '%s' wrote none".formatted(training.javaHome()));
            Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(file()); // what is left may be of other jars, and would hide a class archive
            throw e;
        } finally {
            Files.deleteIfExists(recorded);
            Files.deleteIfExists(part);
        }
    }

    private static void require(Path file, String otherwise) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(otherwise);
        }
    }
}
