package dev.sonde.kernel.code;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people write who come from other notebooks, and what it is in a cell of Kotlin. */
final class ForeignCode {

    private static final Map<String, String> NAMES = Map.of(
            "Out", "The value of In[2] is res2.",
            "In", "The history of the client has the texts of cells, %vars -r their results.",
            "_", "The value of In[2] is res2.",
            "MIME", "html(…) and markdown(…) show such text; display(…) shows any value.",
            "USE", "%dependsOn group:artifact:version fetches a library.",
            "exit", "Ctrl-D leaves a console; the Kernel menu of a notebook shuts it down.",
            "quit", "Ctrl-D leaves a console; the Kernel menu of a notebook shuts it down.",
            "notebook", "%help lists what can be asked of the kernel, %vars the variables.");

    private static final Pattern COMMAND = Pattern.compile(":(\\w+)(?:\\s.*)?");
    private static final Pattern SHELL = Pattern.compile("!\\s*([\\w./-]+)(?:\\s+[\\w./~'\"*$-].*)?");
    private static final Pattern QUESTION = Pattern.compile("\\s*\\?{0,2}\\s*([\\w.]+)\\s*\\?{0,2}\\s*");
    private static final Pattern JAVA = Pattern.compile(
            "\\s*(?:final\\s+)?(?:int|long|short|byte|float|double|boolean|char|String)\\s+(\\w+)\\s*=.*");
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*(\\w+)\\s*=(?!=).*");

    private ForeignCode() {}

    /** Advice on an unknown name that other notebooks know. */
    static Optional<String> name(String unknown) {
        return Optional.ofNullable(NAMES.get(unknown));
    }

    /** Advice on a line that is not Kotlin, but the language of another notebook. */
    static Optional<String> line(String line) {
        Matcher shell = SHELL.matcher(line);
        if (shell.matches()) {
            return Optional.of(
                    "A cell has no shell; ProcessBuilder(\"sh\", \"-c\", \"%s\").start().inputReader().readText() "
                                    .formatted(shell.group(1))
                            + "runs a command.");
        }
        Matcher command = COMMAND.matcher(line);
        if (command.matches()) {
            return Optional.of("Magics begin with a percent sign: %" + command.group(1) + ".");
        }
        Matcher java = JAVA.matcher(line);
        if (java.matches()) {
            return Optional.of("In Kotlin it is: val " + java.group(1) + " = …");
        }
        Matcher question = QUESTION.matcher(line);
        return question.matches() && line.indexOf('?') >= 0
                ? Optional.of("Shift-Tab shows the documentation of " + question.group(1) + ".")
                : Optional.empty();
    }

    /** Advice on an unknown name that {@code line} gives a value. */
    static Optional<String> assignment(String unknown, String line) {
        Matcher assignment = ASSIGNMENT.matcher(line);
        return assignment.matches() && assignment.group(1).equals(unknown)
                ? Optional.of("A new name begins with val or var: val " + unknown + " = …")
                : Optional.empty();
    }
}
