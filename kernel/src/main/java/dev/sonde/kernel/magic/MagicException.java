package dev.sonde.kernel.magic;

/** A magic cannot be done; the message says why and what to do. */
public final class MagicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure with a message for the user. */
    public MagicException(String message) {
        super(message);
    }

    /** A failure with a message for the user, and what led to it. */
    public MagicException(String message, Throwable cause) {
        super(message, cause);
    }
}
