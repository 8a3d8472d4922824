package dev.sonde.suite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What is wrong with one suite file, by line. */
final class Problems {
    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private Map<String, Integer> lines = Map.of();

    private record Problem(int line, String text) {}

    Problems(String file) {
        this.file = file;
    }

    /** The line of each node, by its JSON pointer. */
    void lines(Map<String, Integer> byPointer) {
        lines = byPointer;
    }

    /** A problem of the node at {@code pointer}, or of the nearest node around it that stands in the file. */
    void add(String pointer, String text) {
        String known = pointer;
        while (!known.isEmpty() && !lines.containsKey(known)) {
            known = known.substring(0, known.lastIndexOf('/'));
        }
        addAtLine(lines.getOrDefault(known, 1), text);
    }

    void addAtLine(int line, String text) {
        found.add(new Problem(line, text));
    }

    boolean none() {
        return found.isEmpty();
    }

    /** Throws all problems at once, in the order of the file. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new SuiteFileException(found.stream()
                    .sorted(Comparator.comparingInt(Problem::line))
                    .map(problem -> "%s:%d: %s".formatted(file, problem.line(), problem.text()))
                    .distinct()
                    .toList());
        }
    }
}
