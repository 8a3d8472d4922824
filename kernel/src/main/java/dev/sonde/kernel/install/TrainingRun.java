package dev.sonde.kernel.install;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs of {@code bin/sonde} in a process of its own, in which the JVM learns what a start needs.
 *
 * @param distribution whose launcher
 * @param javaHome the Java that runs it
 * @param arguments of a {@code sonde} that does what is worth learning; how it ends does not matter
 * @param limit for each run, which is killed after it
 */
public record TrainingRun(Distribution distribution, Path javaHome, List<String> arguments, Duration limit) {

    /** A list of its own. */
    public TrainingRun {
        arguments = List.copyOf(arguments);
    }

    /** Why no run can leave a file beside the jars, and what helps; empty if one can. */
    Optional<String> obstacle() {
        if (File.separatorChar == '\\' || !Files.isExecutable(launcher())) {
            return Optional.of("it is made through '%s' on Unix".formatted(launcher()));
        }
        return Files.isWritable(distribution.lib())
                ? Optional.empty()
                : Optional.of("'%s' is not writable; whoever may write there runs 'sonde install --replace' once"
                        .formatted(distribution.lib()));
    }

    /**
     * Runs it once.
     *
     * @param jvm options for the JVM
     * @throws IOException if the launcher does not start, or takes too long
     */
    void run(List<String> jvm) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(launcher().toString());
        jvm.forEach(option -> command.add("-J" + option));
        command.addAll(arguments);
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("SONDE_JAVA_HOME", javaHome.toString());
        Process process = builder.start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the Java in '%s' took longer than %d s".formatted(javaHome, limit.toSeconds()));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private Path launcher() {
        return distribution.home().resolve("bin").resolve("sonde");
    }
}
