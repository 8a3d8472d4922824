package dev.sonde.kernel.cli;

import dev.sonde.kernel.KernelMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Serves Jupyter; the kernelspec's {@code argv} calls this. */
@Command(name = "kernel", description = "Serves Jupyter. Jupyter itself calls this, with the file it wrote.")
final class KernelCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CONNECTION_FILE", description = "JSON with ports and key.")
    private @Nullable Path connectionFile;

    @Override
    public Integer call() throws Exception {
        Path file = Objects.requireNonNull(connectionFile);
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    "There is no connection file '%s'. Start the kernel from Jupyter; 'sonde install' makes it known there."
                            .formatted(file));
        }
        KernelMain.run(file);
        Runtime.getRuntime().halt(ExitCode.PASSED); // a cell that still runs must not keep the process alive
        return ExitCode.PASSED;
    }
}
