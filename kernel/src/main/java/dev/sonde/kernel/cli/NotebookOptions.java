package dev.sonde.kernel.cli;

import dev.sonde.kernel.magic.MagicException;
import dev.sonde.kernel.magic.TimeLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "Notebook: the longest a cell may take: 30 (seconds), 5m, 1h.")
    private @Nullable String timeout;

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            converter = Setting.Converter.class,
            description = "Notebook: a value for the cell tagged 'parameters', as papermill does it; repeatable.")
    private List<Setting> parameters = List.of();

    /** Values for the notebook's parameters, in the order given. */
    Map<String, String> parameters() {
        return Setting.byName(parameters);
    }

    /** Where the executed notebook goes. */
    Path executed(Path notebook) {
        return out == null ? Path.of(NotebookTask.stem(notebook) + ".executed.ipynb") : out;
    }

    /**
     * The longest that a cell may take; empty for as long as it likes.
     *
     * @throws UsageException if it is none
     */
    Optional<Duration> limit() {
        try {
            return Optional.ofNullable(timeout).map(TimeLimit::of);
        } catch (MagicException wrong) {
            throw new UsageException("--timeout: " + wrong.getMessage());
        }
    }
}
