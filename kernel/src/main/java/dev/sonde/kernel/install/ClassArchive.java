package dev.sonde.kernel.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The classes that a first cell needs, in the form in which the JVM maps them instead of reading and checking them.
 *
 * <p>A JVM ignores an archive that another Java or other jars made.
 *
 * @param distribution whose classes
 */
public record ClassArchive(Distribution distribution) implements StartFile {

    @Override
    public String label() {
        return "class archive";
    }

    @Override
    public Path file() {
        return distribution.lib().resolve("sonde.jsa");
    }

    @Override
    public void write(TrainingRun training) throws IOException, InterruptedException {
        Path part = file().resolveSibling("sonde.jsa." + ProcessHandle.current().pid() + ".part");
        try {
            Files.deleteIfExists(file()); // a JVM that uses an archive cannot write one
            training.run(List.of("-XX:ArchiveClassesAtExit=" + part, "-Xlog:disable"));
            if (!Files.isRegularFile(part)) {
                throw new IOException("the Java in '%s' wrote none".formatted(training.javaHome()));
            }
            Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
