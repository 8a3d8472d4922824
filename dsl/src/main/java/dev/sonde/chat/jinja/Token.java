package dev.sonde.chat.jinja;

/**
 * A piece of a template.
 *
 * @param text of {@link Kind#DATA} and {@link Kind#STRING} without quotes and escapes, else as written
 * @param line counted from 1
 */
record Token(Kind kind, String text, int line) {

    /** What it is. */
    enum Kind {
        DATA,
        PRINT_BEGIN,
        PRINT_END,
        BLOCK_BEGIN,
        BLOCK_END,
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        OPERATOR,
        END
    }

    boolean is(Kind wanted, String wantedText) {
        return kind == wanted && text.equals(wantedText);
    }

    @Override
    public String toString() {
        return kind == Kind.END ? "the end of the template" : "'" + text + "'";
    }
}
