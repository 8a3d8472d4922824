package dev.sonde.kernel.cli;

import dev.sonde.kernel.display.ProgressTable;
import dev.sonde.kernel.display.Renderers;
import dev.sonde.kernel.magic.MagicInterpreter;
import dev.sonde.kernel.magic.SuiteRecord;
import dev.sonde.kernel.notebook.HtmlExport;
import dev.sonde.kernel.notebook.Notebook;
import dev.sonde.kernel.notebook.NotebookFile;
import dev.sonde.kernel.notebook.NotebookParameters;
import dev.sonde.kernel.notebook.NotebookRun;
import dev.sonde.kernel.notebook.NotebookRunner;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a notebook for the command line.
 *
 * @param file the notebook; never written to unless it is also {@code out}
 * @param out where the executed notebook goes
 * @param html where its page goes; empty for none
 * @param limit per cell
 * @param parameters values for the cell of parameters
 */
record NotebookTask(
        Path file, Path out, Optional<Path> html, Optional<Duration> limit, Map<String, String> parameters) {

    /** Runs it and returns the exit code. */
    int run(PrintWriter stdout, PrintWriter stderr) {
        var status = StatusLine.on(stderr);
        Notebook notebook = NotebookParameters.set(
                NotebookFile.read(file), parameters, warning -> status.println("sonde: " + warning));
        Target.require(out);
        html.ifPresent(Target::require);
        NotebookRunner.enter(file);
        ProgressTable.install();
        SuiteRecord.install();
        NotebookRun run;
        try (var session = MagicInterpreter.session(new Renderers());
                var runner = new NotebookRunner(session, new NotebookProgress(stdout, status))) {
            run = runner.run(notebook, limit);
        }
        NotebookFile.write(run.notebook(), out);
        status.println("Executed notebook: " + out);
        html.ifPresent(page -> {
            Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
            new HtmlExport(folder).write(run.notebook(), stem(file), page);
            status.println("Page: " + page);
        });
        run.failure().ifPresent(failure -> {
            status.println(
                    "sonde: cell [%d] of %s failed; the cells after it did not run.".formatted(failure.number(), file));
            failure.error().traceback().forEach(status::println);
        });
        return run.passed() ? ExitCode.PASSED : ExitCode.FAILED;
    }

    /** A file's name without folder and ending. */
    static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
