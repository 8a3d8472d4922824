package dev.sonde.suite;

import java.util.List;

/** A suite file that cannot be used: every problem it has, each with file and line. */
public final class SuiteFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** The exception of a file with these problems, at least one. */
    public SuiteFileException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence each, in the order of the file, such as {@code sway.yaml:12: unknown key 'promts' ...}. */
    public List<String> problems() {
        return problems;
    }
}
