package dev.sonde.kernel.cli;

import dev.sonde.backend.ModelSource;
import dev.sonde.cache.DiskStore;
import dev.sonde.suite.Model;
import dev.sonde.suite.RunOptions;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteEntry;
import dev.sonde.suite.SuiteResult;
import dev.sonde.suite.SuiteYaml;
import dev.sonde.suite.SuiteYaml.UnbuiltKinds;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs a suite for the command line.
 *
 * @param file the suite
 * @param options what else was asked for
 * @param cache where answers are kept
 * @param html where the report goes as a page; empty for none
 */
record SuiteTask(Path file, SuiteOptions options, CacheOptions cache, Optional<Path> html) {

    /** Runs it and returns the exit code. */
    int run(PrintWriter stdout, PrintWriter stderr) {
        Suite suite = SuiteYaml.read(file, options.skipMissingKinds ? UnbuiltKinds.SKIP : UnbuiltKinds.REFUSE);
        Stream.of(
                        Optional.ofNullable(options.json),
                        Optional.ofNullable(options.markdown),
                        Optional.ofNullable(options.trace),
                        html)
                .flatMap(Optional::stream)
                .forEach(Target::require);
        var status = StatusLine.on(stderr);
        var settings = RunOptions.DEFAULT.withListener(new SuiteProgress(status));
        if (options.trace != null) {
            settings = settings.withTrace(options.trace);
        }
        boolean looksAtFiles = !suite.needsModel() && suite.entries().stream().anyMatch(SuiteEntry::enabled);
        if (looksAtFiles && suite.model().isEmpty() && !options.namesModel()) {
            return done(Runner.run(suite, settings), stdout, status);
        }
        ModelSource source = options.model(suite.model());
        try (var hook = new InterruptHook();
                Model model = Model.load(source, cache.store(source, warning -> status.println("sonde: " + warning)))) {
            if (model.store() instanceof DiskStore store) {
                status.println(StoreLine.of(store));
            }
            status.println(DeviceLine.of(model.card(), source.device()));
            SuiteResult result = Runner.run(suite, model, settings);
            return done(result, stdout, status);
        }
    }

    private int done(SuiteResult result, PrintWriter stdout, StatusLine status) {
        boolean interrupted = Thread.interrupted(); // it would get into the way of writing files
        status.clear();
        stdout.println(ReportFormat.TERMINAL.render(result));
        stdout.flush();
        write(result, status);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return result.passed() ? ExitCode.PASSED : ExitCode.FAILED;
    }

    private void write(SuiteResult result, StatusLine status) {
        write(result, ReportFormat.JSON, Optional.ofNullable(options.json), "Result", status);
        write(result, ReportFormat.MD, Optional.ofNullable(options.markdown), "Report", status);
        write(result, ReportFormat.HTML, html, "Page", status);
        Optional.ofNullable(options.trace).ifPresent(trace -> status.println("Trace: " + trace));
    }

    private static void write(
            SuiteResult result, ReportFormat format, Optional<Path> to, String what, StatusLine status) {
        to.ifPresent(file -> {
            format.write(result, file);
            status.println(what + ": " + file);
        });
    }
}
