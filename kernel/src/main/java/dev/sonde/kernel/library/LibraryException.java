package dev.sonde.kernel.library;

/** A library cannot be had; the message says why and what to do. */
public final class LibraryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure with a message for the user. */
    public LibraryException(String message) {
        super(message);
    }

    /** A failure with a message for the user, and what led to it. */
    public LibraryException(String message, Throwable cause) {
        super(message, cause);
    }
}
