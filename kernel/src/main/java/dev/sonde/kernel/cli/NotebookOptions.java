package dev.sonde.kernel.cli;

import java.nio.file.Path;
import java.time.Duration;
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
