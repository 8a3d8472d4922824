package dev.sonde.kernel.install;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The classes that a first cell needs, in the form in which the JVM maps them instead of reading and checking them.
 *
 * <p>The launcher uses the file where it is there and fits; a JVM ignores one that another Java or other jars made.
 *
 * @param distribution whose classes
 */
public record ClassArchive(Distribution distribution) {

    private static final long LIMIT_MINUTES = 3;

    /** Where the launcher looks. */
    public Path file() {
        return distribution.home().resolve("lib").resolve("sonde.jsa");
    }

    /**
     * Runs a cell in a JVM of its own and keeps the classes that it loaded; replaces an older archive.
     *
     * @param javaHome the Java that the archive is for
     * @param warmUp the arguments of a {@code sonde} that loads what is worth keeping
     * @return why there is no archive now; empty if there is one
     */
    public Optional<String> write(Path javaHome, List<String> warmUp) {
        Path launcher = distribution.home().resolve("bin").resolve("sonde");
        if (File.separatorChar == '\\' || !Files.isExecutable(launcher)) {
            return Optional.of("it is made through '%s' on Unix".formatted(launcher));
        }
        Path part = file().resolveSibling("sonde.jsa." + ProcessHandle.current().pid() + ".part");
        try {
            Files.deleteIfExists(file()); // a JVM that uses an archive cannot write one
            run(launcher, javaHome, part, warmUp);
            if (!Files.isRegularFile(part)) {
                return Optional.of("the Java in '%s' wrote none".formatted(javaHome));
            }
            Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot write '%s' (%s)".formatted(file(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static void run(Path launcher, Path javaHome, Path archive, List<String> warmUp)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(launcher.toString());
        command.addAll(List.of("-J-XX:ArchiveClassesAtExit=" + archive, "-J-Xlog:disable"));
        command.addAll(warmUp);
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("SONDE_JAVA_HOME", javaHome.toString());
        Process process = builder.start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            Files.deleteIfExists(archive);
        }
    }
}
