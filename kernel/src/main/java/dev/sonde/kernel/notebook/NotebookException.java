package dev.sonde.kernel.notebook;

/** A notebook could not be read, run or written; the message says why and what to do. */
public final class NotebookException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure with a message for the user. */
    public NotebookException(String message) {
        super(message);
    }

    /** A failure with a message for the user, and what led to it. */
    public NotebookException(String message, Throwable cause) {
        super(message, cause);
    }
}
