package dev.sonde.kernel.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a notebook or a suite; the file's ending decides. */
@Command(
        name = "run",
        description = {
            "Runs a notebook (.ipynb) or a suite (.yaml).",
            "A notebook's cells run in this process, without Jupyter; what they show is printed and saved.",
        })
final class RunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "X.ipynb or X.yaml.")
    private @Nullable Path file;

    @Option(names = "--html", paramLabel = "F", description = "Write a page that stands alone.")
    private @Nullable Path html;

    @Option(
            names = "--out",
            paramLabel = "F",
            description = "Notebook: the executed notebook (default: X.executed.ipynb in the current directory).")
    private @Nullable Path out;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Notebook: the longest a cell may take.")
    private @Nullable Integer timeout;

    @Mixin
    private SuiteOptions suite = new SuiteOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Path given = Objects.requireNonNull(file);
        String name = given.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".ipynb")) {
            return notebook(given);
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            var line = Objects.requireNonNull(spec).commandLine();
            return new SuiteTask(given, suite, Optional.ofNullable(html)).run(line.getOut(), line.getErr());
        }
        throw new UsageException("'%s' is neither a notebook (.ipynb) nor a suite (.yaml, .yml).".formatted(given));
    }

    private int notebook(Path notebook) {
        if (timeout != null && timeout <= 0) {
            throw new UsageException("--timeout is in seconds and at least 1, was " + timeout);
        }
        Path executed = out == null ? Path.of(NotebookTask.stem(notebook) + ".executed.ipynb") : out;
        var limit = Optional.ofNullable(timeout).map(Duration::ofSeconds);
        var line = Objects.requireNonNull(spec).commandLine();
        return new NotebookTask(notebook, executed, Optional.ofNullable(html), limit).run(line.getOut(), line.getErr());
    }
}
