package dev.sonde.backend;

/** A failure of a backend: what happened, with the value, and what to do. Worded in {@link BackendErrors}. */
public final class BackendException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The code of a number that is none: the weights or the computation are damaged. */
    static final String NON_FINITE = "non-finite";

    private final String code;

    /** A failure with a stable {@code code} in {@code kebab-case}. */
    public BackendException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** A failure with its cause. */
    public BackendException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Stable name of the failure; tests, reports and the manual refer to it. */
    public String code() {
        return code;
    }

    /** Whether it says of the model, and not of the text, that it cannot be scored: no number of it can be trusted then. */
    public boolean damaged() {
        return code.equals(NON_FINITE);
    }
}
