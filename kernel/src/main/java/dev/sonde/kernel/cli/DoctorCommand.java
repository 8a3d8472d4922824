package dev.sonde.kernel.cli;

import dev.sonde.kernel.install.KernelFolder;
import dev.sonde.kernel.install.StartFileInUse;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at what a working installation needs. */
@Command(
        name = "doctor",
        description = {
            "Checks Java, the quick start, PyTorch, a Kotlin cell, the kernelspec, Jupyter, and one cell in the installed kernel.",
            "The exit code is 3 if a line is not ok."
        })
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--no-kernel", description = "Start no kernel.")
    private boolean noKernel;

    @Override
    public Integer call() {
        var checks = new ArrayList<Supplier<Check>>(List.of(
                Checks::java,
                () -> Checks.quickStart(StartFileInUse.ofThisJvm()),
                Checks::engine,
                CellCheck::run,
                () -> Checks.kernelSpec(KernelFolder.ofThisMachine()),
                () -> Checks.jupyter(System.getenv().getOrDefault("PATH", ""))));
        if (!noKernel) {
            checks.add(() -> Checks.roundTrip(KernelFolder.ofThisMachine()));
        }
        return report(Output.of(spec), checks);
    }

    /** Prints each line when it is known and returns the exit code. */
    static int report(PrintWriter out, List<Supplier<Check>> checks) {
        boolean well = true;
        for (Supplier<Check> look : checks) {
            Check check = look.get();
            well &= check.state() == Check.State.OK;
            out.println(check.line());
            out.flush();
        }
        return well ? ExitCode.PASSED : ExitCode.COULD_NOT_RUN;
    }
}
