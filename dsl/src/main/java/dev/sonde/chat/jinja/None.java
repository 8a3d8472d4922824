package dev.sonde.chat.jinja;

/** Python's {@code None}. */
public enum None {
    /** The only one. */
    NONE
}
