package dev.sonde.kernel.cli;

import dev.sonde.kernel.install.Distribution;
import dev.sonde.kernel.install.Installation;
import dev.sonde.kernel.install.QuickStart;
import dev.sonde.kernel.install.TrainingRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the kernel known to Jupyter. */
@Command(
        name = "install",
        description = {
            "Makes the kernel known to Jupyter. Neither Jupyter nor Python has to be there.",
            "The kernel runs on the Java that runs this command, or on --java-home."
        })
final class InstallCommand implements Callable<Integer> {

    private static final Duration TRAINING_LIMIT = Duration.ofMinutes(3);

    @Mixin
    private KernelPlace place = new KernelPlace();

    @Option(
            names = "--display-name",
            defaultValue = "Sonde (Kotlin)",
            description = "What the launcher shows (default: ${DEFAULT-VALUE}).")
    private String displayName = "Sonde (Kotlin)";

    @Option(names = "--java-home", paramLabel = "DIR", description = "The JDK that runs the kernel, 17 or newer.")
    private @Nullable Path javaHome;

    @Option(
            names = "--jvm-arg",
            paramLabel = "ARG",
            description = "An option for the kernel's JVM, such as --jvm-arg=-Xmx8g; repeatable.")
    private List<String> jvmArguments = List.of();

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            converter = Setting.Converter.class,
            description = "A variable in the kernel's environment; repeatable.")
    private List<Setting> env = List.of();

    @Option(names = "--replace", description = "Overwrite a kernel of the same name.")
    private boolean replace;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Installation installation = place.installation();
        Path java = javaHome == null ? Path.of(System.getProperty("java.home")) : javaHome;
        Distribution distribution = Distribution.current();
        Path home = Distribution.requireJava(java);
        Path folder = installation.write(
                distribution.kernelSpec(displayName, home, jvmArguments, Setting.byName(env)), replace);
        Output.of(spec).println("Installed kernel '%s' in %s".formatted(installation.name(), folder));
        Output.of(spec)
                .println(QuickStart.prepare(
                        new TrainingRun(distribution, home, List.of("doctor", "--no-kernel"), TRAINING_LIMIT)));
        return ExitCode.PASSED;
    }
}
