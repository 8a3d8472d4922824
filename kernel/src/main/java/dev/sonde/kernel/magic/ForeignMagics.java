package dev.sonde.kernel.magic;

import java.util.List;
import java.util.Optional;

/** Magics that other kernels have, for those who come from there. */
final class ForeignMagics {

    private record Counterpart(String advice, List<String> names) {}

    private static final List<Counterpart> ALL = List.of(
            of(
                    "%dependsOn group:artifact:version fetches a library.",
                    "use", "maven", "loadFromPOM", "pip", "conda", "mamba", "uv"),
            of("%classpath FILE adds a jar.", "jars", "addjars"),
            of("%repo ADDRESS adds a repository.", "mavenRepo"),
            of("%vars lists the variables.", "who", "who_ls", "whos"),
            of("%time measures a line, %%time a cell.", "timeit"),
            of("%load FILE runs a file or a notebook.", "run", "loadscript"),
            of("%log LEVEL says how much is logged.", "logLevel", "logLevels"),
            of("%help lists all.", "lsmagic", "magic", "quickref"),
            of("%classpath lists what cells see.", "trackClasspath"),
            of("Figures are shown as they are; nothing has to be switched on.", "matplotlib", "pylab"),
            of(
                    "A cell has no shell; ProcessBuilder(\"sh\", \"-c\", \"ls\").start().inputReader().readText() runs a command.",
                    "bash",
                    "sh",
                    "system",
                    "sx",
                    "cmd",
                    "script",
                    "ls",
                    "pwd",
                    "cd"));

    private ForeignMagics() {}

    private static Counterpart of(String advice, String... names) {
        return new Counterpart(advice, List.of(names));
    }

    /** What there is here for a magic of another kernel, in a sentence. */
    static Optional<String> counterpart(String name) {
        return ALL.stream()
                .filter(one -> one.names().stream().anyMatch(name::equalsIgnoreCase))
                .map(Counterpart::advice)
                .findFirst();
    }
}
