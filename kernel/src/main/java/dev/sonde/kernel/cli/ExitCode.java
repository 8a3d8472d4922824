package dev.sonde.kernel.cli;

/** What the process's exit code means. */
final class ExitCode {
    /** Everything asked for was done, and the suite passed. */
    static final int PASSED = 0;
    /** The suite or the notebook ran and failed. */
    static final int FAILED = 1;
    /** The command line is wrong. */
    static final int USAGE = 2;
    /** It could not be done: a file, a model or the machine stood in the way. */
    static final int COULD_NOT_RUN = 3;

    private ExitCode() {}
}
