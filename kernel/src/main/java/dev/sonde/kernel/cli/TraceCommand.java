package dev.sonde.kernel.cli;

import dev.sonde.kernel.display.Renderers;
import dev.sonde.table.TraceTables;
import dev.sonde.trace.TraceAnalysis;
import dev.sonde.trace.TraceFile;
import dev.sonde.trace.TraceReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Analyses a trace: hit rates per probe and view, and what took longest. */
@Command(name = "trace", description = "Analyses a trace: hit rates per probe and view, and what took longest.")
final class TraceCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TRACE", description = "What 'sonde run suite.yaml --trace TRACE' wrote.")
    private @Nullable Path file;

    @Option(names = "--slowest", paramLabel = "K", defaultValue = "5", description = "How many (default: 5).")
    private int slowest;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Path path = Objects.requireNonNull(file);
        if (slowest < 0) {
            throw new UsageException("--slowest is at least 0, was " + slowest);
        }
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("There is no trace '%s'.".formatted(path));
        }
        TraceFile trace = TraceReader.read(path);
        if (!trace.skippedSummary().isEmpty()) {
            Objects.requireNonNull(spec).commandLine().getErr().println("sonde: " + trace.skippedSummary());
        }
        if (trace.events().isEmpty()) {
            throw new IllegalArgumentException("'%s' holds no events.".formatted(path));
        }
        TraceAnalysis analysis = TraceAnalysis.of(trace.events(), slowest);
        var renderers = new Renderers();
        Output.of(spec).println(renderers.render(analysis).get("text/plain"));
        Output.of(spec).println("\nSlowest");
        Output.of(spec).println(renderers.render(TraceTables.slowest(analysis)).get("text/plain"));
        return ExitCode.PASSED;
    }
}
