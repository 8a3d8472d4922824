package dev.sonde.kernel.cli;

import dev.sonde.kernel.install.Installation;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Removes what {@link InstallCommand} wrote. */
@Command(name = "uninstall", description = "Removes the kernel from where 'sonde install' put it.")
final class UninstallCommand implements Callable<Integer> {

    @Mixin
    private KernelPlace place = new KernelPlace();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Installation installation = place.installation();
        installation.remove();
        Output.of(spec).println("Removed kernel '%s' from %s".formatted(installation.name(), installation.kernels()));
        return ExitCode.PASSED;
    }
}
