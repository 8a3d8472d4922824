package dev.sonde.kernel.code;

import java.util.List;
import java.util.Optional;

/**
 * Where in its code the cursor stands.
 *
 * @param kind what is written there
 * @param start UTF-16 offset where the word, or the text of the string, begins that the cursor is in or behind
 * @param prefix what is there between the start and the cursor
 * @param calls the open brackets, innermost first
 */
record CodeSpot(Kind kind, int start, String prefix, List<OpenCall> calls) {

    /** What is written at a place. */
    enum Kind {
        /** A name may begin here. */
        NAME,
        /** The name of a member may begin here: a dot stands before it. */
        MEMBER,
        /** Text between quotes. */
        TEXT,
        /** Nothing to say: a comment, or a number. */
        NOTHING
    }

    /** The spot of an offset in code without magics; never fails, however wrong the code is. */
    static CodeSpot of(String code, int utf16Offset) {
        return new CodeScanner(code, utf16Offset).spot();
    }

    /** The call whose arguments the cursor is directly in. */
    Optional<OpenCall> arguments() {
        return calls.stream().findFirst().filter(OpenCall::isArguments);
    }
}
