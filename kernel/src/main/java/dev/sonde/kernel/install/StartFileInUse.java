package dev.sonde.kernel.install;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which {@link StartFile} a JVM was started with, and whether it took it.
 *
 * @param file as it was given
 * @param taken whether the JVM reads classes from it; it refuses one of another Java, of other jars or for other options
 */
public record StartFileInUse(Path file, boolean taken) {

    private static final List<String> OPTIONS = List.of("-XX:AOTCache=", "-XX:SharedArchiveFile=");
    private static final Path MAPPED = Path.of("/proc/self/maps");

    /**
     * What a JVM says of itself.
     *
     * @param arguments of the JVM
     * @param info its property {@code java.vm.info}
     * @param mapped the files in its memory as Linux lists them; empty where there is no such list
     */
    static Optional<StartFileInUse> of(List<String> arguments, String info, Optional<String> mapped) {
        return arguments.stream()
                .flatMap(argument -> OPTIONS.stream()
                        .filter(argument::startsWith)
                        .map(option -> argument.substring(option.length())))
                .reduce((first, last) -> last)
                .map(file -> new StartFileInUse(
                        Path.of(file),
                        info.contains("sharing")
                                && mapped.map(files -> files.contains(name(file)))
                                        .orElse(true)));
    }

    /** The name alone is written in the same way everywhere; a path in the user's language may not be. */
    private static String name(String file) {
        return "/" + Path.of(file).getFileName();
    }

    /** What this JVM was started with; empty if with nothing. */
    public static Optional<StartFileInUse> ofThisJvm() {
        List<String> arguments = ManagementFactory.getRuntimeMXBean().getInputArguments();
        return of(arguments, System.getProperty("java.vm.info", ""), mapped());
    }

    private static Optional<String> mapped() {
        try {
            return Files.isReadable(MAPPED)
                    ? Optional.of(Files.readString(MAPPED, StandardCharsets.ISO_8859_1))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
