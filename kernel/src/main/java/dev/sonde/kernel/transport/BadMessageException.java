package dev.sonde.kernel.transport;

/** A message that is not one of Jupyter's, or not one of ours; it is dropped. */
final class BadMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says why, as the end of the sentence "Dropped a message: …". */
    BadMessageException(String reason) {
        super(reason);
    }
}
