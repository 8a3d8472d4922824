package dev.sonde.kernel.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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

    @Mixin
    private NotebookOptions notebook = new NotebookOptions();

    @Mixin
    private SuiteOptions suite = new SuiteOptions();

    @Mixin
    private CacheOptions cache = new CacheOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Path given = Objects.requireNonNull(file);
        String name = given.toString().toLowerCase(Locale.ROOT);
        var line = Objects.requireNonNull(spec).commandLine();
        var page = Optional.ofNullable(html);
        if (name.endsWith(".ipynb")) {
            refuseOptionsOf("suite", "'%s' is a notebook".formatted(given));
            cache.announce();
            return new NotebookTask(given, notebook.executed(given), page, notebook.limit(), notebook.parameters())
                    .run(line.getOut(), line.getErr());
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            refuseOptionsOf("notebook", "'%s' is a suite".formatted(given));
            return new SuiteTask(given, suite, cache, page).run(line.getOut(), line.getErr());
        }
        throw new UsageException("'%s' is neither a notebook (.ipynb) nor a suite (.yaml, .yml).".formatted(given));
    }

    /** An option that would do nothing is a mistake of the user's, and ours if nobody says so. */
    private void refuseOptionsOf(String kind, String because) {
        CommandSpec command = Objects.requireNonNull(spec);
        String given = Objects.requireNonNull(command.mixins().get(kind)).options().stream()
                .map(OptionSpec::longestName)
                .filter(command.commandLine().getParseResult()::hasMatchedOption)
                .collect(Collectors.joining(", "));
        if (!given.isEmpty()) {
            throw new UsageException(
                    "%s, and options for a %s only were given: %s. Leave them out.".formatted(because, kind, given));
        }
    }
}
