package dev.sonde.suite;

/** A result file that cannot be used: what is wrong with it, and what to do. */
public final class ResultFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A problem in plain words. */
    public ResultFileException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A problem in plain words. */
    public ResultFileException(String message) {
        super(message);
    }
}
