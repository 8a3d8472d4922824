package dev.sonde.kernel.install;

/** The kernel could not be installed or removed; the message says why and what to do. */
public final class InstallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure with a message for the user. */
    public InstallException(String message) {
        super(message);
    }
}
