package dev.sonde.chat.jinja;

/** A template that cannot be read or rendered, or that refuses the messages. */
public final class JinjaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean refusal;
    private final boolean placed;

    private JinjaException(String message, boolean refusal, boolean placed) {
        super(message);
        this.refusal = refusal;
        this.placed = placed;
    }

    static JinjaException of(String message) {
        return new JinjaException(message, false, false);
    }

    /** What the template itself says with {@code raise_exception}. */
    static JinjaException raised(String message) {
        return new JinjaException(message, true, true);
    }

    static JinjaException at(int line, String message) {
        return new JinjaException("line " + line + ": " + message, false, true);
    }

    /** Whether the template itself refused, by {@code raise_exception}. */
    public boolean isRefusal() {
        return refusal;
    }

    /** The same with a line, unless it has one. */
    JinjaException in(int line) {
        return placed ? this : at(line, String.valueOf(getMessage()));
    }
}
