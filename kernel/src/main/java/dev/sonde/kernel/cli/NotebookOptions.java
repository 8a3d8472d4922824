package dev.sonde.kernel.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code sonde run} that are for notebooks only. */
final class NotebookOptions {

    @Option(
            names = "--out",
            paramLabel = "F",
            description = "Notebook: the executed notebook (default: X.executed.ipynb in the current directory).")
    private @Nullable Path out;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Notebook: the longest a cell may take.")
    private @Nullable Integer timeout;

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            description = "Notebook: a value for the cell tagged 'parameters', as papermill does it; repeatable.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    /** Values for the notebook's parameters, in the order given. */
    Map<String, String> parameters() {
        return parameters;
    }

    /** Where the executed notebook goes. */
    Path executed(Path notebook) {
        return out == null ? Path.of(NotebookTask.stem(notebook) + ".executed.ipynb") : out;
    }

    /**
     * The longest that a cell may take; empty for as long as it likes.
     *
     * @throws UsageException if it is less than a second
     */
    Optional<Duration> limit() {
        if (timeout != null && timeout <= 0) {
            throw new UsageException("--timeout is in seconds and at least 1, was " + timeout);
        }
        return Optional.ofNullable(timeout).map(Duration::ofSeconds);
    }
}
