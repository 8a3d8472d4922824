package dev.sonde.kernel.cli;

import dev.sonde.report.PlainText;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code sonde} command. */
@Command(
        name = "sonde",
        description = "Did the adapter change the model, where, by how much, and can the numbers support the claim?",
        mixinStandardHelpOptions = true,
        versionProvider = Sonde.Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            ReportCommand.class,
            TraceCommand.class,
            AutogenCommand.class,
            BenchCommand.class,
            CacheCommand.class,
            InstallCommand.class,
            UninstallCommand.class,
            DoctorCommand.class,
            KernelCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done; the suite passed.",
            "1:The suite or the notebook ran and failed.",
            "2:The command line is wrong.",
            "3:It could not run: a file, a model or the machine stood in the way."
        })
public final class Sonde {

    // of the command itself: those below it would inherit a footer of the annotation
    private static final String[] ENVIRONMENT = {
        "  SONDE_JAVA_HOME  The Java to run on.",
        "  SONDE_JAVA_OPTS  Options for the JVM, such as -Xmx8g.",
        "  SONDE_CACHE      Where answers are kept; 'off' for nowhere.",
        "  SONDE_THREADS    How many compute (else: by the load).",
        "  SONDE_CLASSPATH  Jars and folders that cells see.",
        "  SONDE_STARTUP    Kotlin files to run before the first cell.",
        "  SONDE_TIMEOUT    How long a cell may take: 30, 5m, 1h.",
        "  SONDE_LOG        off, error, warning, info, debug or trace.",
        "  SONDE_OFFLINE    Set: %%dependsOn fetches nothing.",
        "  NO_COLOR         Set: no colours."
    };

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an error and what libraries log.")
    private boolean debug;

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command, for a process or a test. Errors are one message, see {@link ExitCode}. */
    static CommandLine commandLine() {
        var sonde = new Sonde();
        var line = new CommandLine(sonde)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(error ->
                        error instanceof CommandLine.ParameterException ? ExitCode.USAGE : ExitCode.COULD_NOT_RUN);
        line.getCommandSpec().usageMessage().footerHeading("%nEnvironment:%n").footer(ENVIRONMENT);
        line.setParameterExceptionHandler(new UsageErrors());
        line.setExecutionStrategy(parsed -> {
            Logs.show(sonde.debug);
            return new CommandLine.RunLast().execute(parsed);
        });
        line.setExecutionExceptionHandler((error, at, parsed) -> sonde.report(error, at.getErr()));
        return line;
    }

    private int report(Exception error, PrintWriter err) {
        err.println("sonde: " + PlainText.lines(error.getMessage() == null ? error.toString() : error.getMessage()));
        if (debug) {
            error.printStackTrace(err);
        }
        err.flush();
        return error instanceof UsageException ? ExitCode.USAGE : ExitCode.COULD_NOT_RUN;
    }

    /** Reads the version from the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Sonde.class.getPackage().getImplementationVersion();
            return new String[] {
                "sonde " + (version == null ? "(unpackaged)" : version),
                "Java ${java.version} (${java.vendor}), ${os.name} ${os.arch}"
            };
        }
    }
}
