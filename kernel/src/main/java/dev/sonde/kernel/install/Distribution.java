package dev.sonde.kernel.install;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The folder with {@code bin/sonde} and {@code lib/}.
 *
 * @param home absolute
 */
public record Distribution(Path home) {

    private static final int OLDEST_JAVA = 17;

    /**
     * The distribution that this JVM was started from.
     *
     * @throws InstallException if it was started in another way than by {@code bin/sonde}
     */
    public static Distribution current() {
        String home = System.getProperty("sonde.home");
        if (home == null) {
            throw new InstallException("This command needs the distribution, but sonde was not started by bin/sonde. "
                    + "Build it with './mvnw package' and use kernel/target/sonde/bin/sonde.");
        }
        return new Distribution(Path.of(home).toAbsolutePath().normalize());
    }

    /** Where the jars are, and what makes a start quick. */
    public Path lib() {
        return home.resolve("lib");
    }

    /**
     * The kernelspec that starts this distribution.
     *
     * @param javaHome the JDK or JRE that runs the kernel
     */
    public KernelSpec kernelSpec(
            String displayName, Path javaHome, List<String> jvmArguments, Map<String, String> env) {
        var all = new LinkedHashMap<>(env);
        all.putIfAbsent("SONDE_JAVA_HOME", javaHome.toString());
        return new KernelSpec(displayName, windows() ? direct(javaHome, jvmArguments) : launcher(jvmArguments), all);
    }

    /** The launcher replaces itself by java, so Jupyter's process is the kernel. */
    private List<String> launcher(List<String> jvmArguments) {
        var argv = new ArrayList<String>();
        argv.add(home.resolve("bin").resolve("sonde").toString());
        jvmArguments.forEach(argument -> argv.add("-J" + argument));
        argv.addAll(List.of("kernel", KernelSpec.CONNECTION_FILE));
        return argv;
    }

    /** A batch file would stay between Jupyter and java, and java would outlive it. */
    private List<String> direct(Path javaHome, List<String> jvmArguments) {
        var argv = new ArrayList<String>();
        argv.add(javaHome.resolve("bin").resolve("java.exe").toString());
        argv.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms72m",
                "-XX:NewSize=40m",
                "-Xss4m",
                "-Djava.awt.headless=true"));
        argv.addAll(List.of("-Dfile.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8", "-Dsun.stderr.encoding=UTF-8"));
        argv.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-Dsonde.home=" + home));
        argv.addAll(jvmArguments);
        argv.addAll(List.of("-cp", lib() + "\\*", "dev.sonde.kernel.cli.Sonde"));
        argv.addAll(List.of("kernel", KernelSpec.CONNECTION_FILE));
        return argv;
    }

    /**
     * The folder, made absolute.
     *
     * @throws InstallException if it holds no Java, or one that is too old
     */
    public static Path requireJava(Path javaHome) {
        Path java = javaHome.resolve("bin").resolve(windows() ? "java.exe" : "java");
        if (!Files.isExecutable(java)) {
            throw new InstallException("'%s' is not a Java home: it has no %s. Give the folder of a JDK 17 or newer."
                    .formatted(javaHome, javaHome.relativize(java)));
        }
        JavaRelease.feature(javaHome).ifPresent(version -> {
            if (version < OLDEST_JAVA) {
                throw new InstallException("'%s' is Java %d. Give the folder of a JDK %d or newer."
                        .formatted(javaHome, version, OLDEST_JAVA));
            }
        });
        return javaHome.toAbsolutePath().normalize();
    }

    private static boolean windows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
