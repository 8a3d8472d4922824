package dev.sonde.kernel.cli;

import dev.sonde.suite.SuiteResult;
import dev.sonde.suite.SuiteResultJson;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a saved result again, without the model. */
@Command(name = "report", description = "Shows a saved result again; the model is not needed.")
final class ReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RESULT", description = "What 'sonde run suite.yaml --json RESULT' wrote.")
    private @Nullable Path file;

    @Option(
            names = "--format",
            defaultValue = "terminal",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ReportFormat format = ReportFormat.TERMINAL;

    @Option(names = "--out", paramLabel = "F", description = "Write to a file instead of standard output.")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        SuiteResult result = SuiteResultJson.read(Objects.requireNonNull(file));
        if (out != null) {
            format.write(result, out);
        } else {
            Output.of(spec).println(format.render(result).stripTrailing());
        }
        return ExitCode.PASSED;
    }
}
