package dev.sonde.kernel.cli;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that makes no sense: what is wrong with it, and where to read on; not the whole help, which would hide it. */
final class UsageErrors implements IParameterExceptionHandler {

    private static final int NEAR = 3;

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        var err = command.getErr();
        if ("Missing required subcommand".equals(error.getMessage())) {
            command.usage(err); // somebody who looks around
            err.flush();
            return ExitCode.USAGE;
        }
        err.println("sonde: " + message(error));
        err.println("'%s --help' lists what there is."
                .formatted(command.getCommandSpec().qualifiedName()));
        err.flush();
        return ExitCode.USAGE;
    }

    private static String message(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(error.getCommandLine(), unmatched.getUnmatched().get(0));
        }
        return String.valueOf(error.getMessage())
                        .replace("option option", "option")
                        .replace("is not an int", "is not a whole number")
                        .replace("is not a long", "is not a whole number")
                + ".";
    }

    private static String unmatched(CommandLine command, String first) {
        if (first.startsWith("-")) {
            return "There is no option '%s'.%s"
                    .formatted(
                            first,
                            nearest(first, command.getCommandSpec().optionsMap().keySet()));
        }
        Set<String> commands = command.getSubcommands().keySet();
        return commands.isEmpty()
                ? "'%s' is one argument too many.".formatted(first)
                : "There is no command '%s'.%s".formatted(first, nearest(first, commands));
    }

    private static String nearest(String given, Set<String> known) {
        boolean letter = given.startsWith("-") && given.length() == 2; // as near to any other letter
        var distance = new LevenshteinDistance(NEAR); // -1 beyond
        Optional<String> near = known.stream()
                .filter(name -> letter
                        ? name.startsWith("-" + given)
                        : distance.apply(given, name) >= 0 && distance.apply(given, name) < given.length())
                .min(Comparator.comparing((String name) -> letter ? 0 : distance.apply(given, name))
                        .thenComparing(name -> name));
        return near.map(" Did you mean '%s'?"::formatted).orElse("");
    }
}
