package dev.sonde.kernel.code;

import dev.sonde.kernel.repl.Diagnostic;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** Tells the messages of the compiler that only follow from another one. */
public final class Consequences {

    private Consequences() {}

    /**
     * The messages that remain without consequences: in the braces of an unknown function no word is known either.
     */
    public static List<Diagnostic> leaveOut(List<Diagnostic> errors, String code) {
        Set<String> unknown = errors.stream()
                .map(error -> Advice.UNKNOWN_NAME.matcher(error.message()))
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        List<Diagnostic> causes = errors.stream()
                .filter(error -> error.start().isPresent() || errors.size() == 1)
                .filter(error -> !follows(error, code, unknown))
                .toList();
        return causes.isEmpty() ? errors : causes;
    }

    private static boolean follows(Diagnostic error, String code, Set<String> unknown) {
        Matcher name = Advice.UNKNOWN_NAME.matcher(error.message());
        if (!name.matches() || error.start().isEmpty()) {
            return false;
        }
        boolean implicit = name.group(1).equals("it") && unknown.size() > 1;
        return CodeSpot.of(code, Advice.offset(code, error.start().get())).calls().stream()
                .anyMatch(call -> call.isBlockOf() && (implicit || unknown.contains(call.name())));
    }
}
