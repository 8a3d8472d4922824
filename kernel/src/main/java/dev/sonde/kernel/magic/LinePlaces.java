package dev.sonde.kernel.magic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Where each line of Kotlin code begins: at the top level, inside brackets, or inside a string or comment. Knows nested
 * comments, raw strings and templates; does not care whether the code is right.
 */
final class LinePlaces {

    /** What surrounds the beginning of a line. */
    enum Place {
        /** No bracket, string or comment is open. */
        TOP,
        /** A bracket is open. */
        NESTED,
        /** A string or a comment goes on. */
        TEXT
    }

    private enum Mode {
        CODE,
        STRING,
        RAW,
        COMMENT
    }

    private final String code;
    private final List<Place> places = new ArrayList<>();
    private final Deque<Mode> modes = new ArrayDeque<>(List.of(Mode.CODE));
    private final Deque<Integer> outerDepths = new ArrayDeque<>();
    private int depth;
    private int at;

    private LinePlaces(String code) {
        this.code = code;
    }

    /** One place for each line. Top-level lines that begin with a percent sign are taken whole, whatever is in them. */
    static List<Place> of(String code) {
        return new LinePlaces(code).scan();
    }

    private List<Place> scan() {
        line();
        while (at < code.length()) {
            char c = code.charAt(at);
            if (c == '\n') {
                at++;
                if (modes.peek() == Mode.STRING) {
                    close(); // a string that its line does not end is an error, and not one of the next line
                }
                line();
            } else {
                step(c);
            }
        }
        return places;
    }

    private void line() {
        boolean code = modes.peek() == Mode.CODE;
        boolean top = code && depth == 0 && outerDepths.isEmpty();
        places.add(top ? Place.TOP : code ? Place.NESTED : Place.TEXT);
        if (top && rest().stripLeading().startsWith("%")) {
            at += rest().length();
        }
    }

    private String rest() {
        int end = code.indexOf('\n', at);
        return code.substring(at, end < 0 ? code.length() : end);
    }

    private void step(char c) {
        switch (modes.element()) {
            case CODE -> code(c);
            case COMMENT -> comment();
            case STRING, RAW -> text(c);
        }
    }

    private void code(char c) {
        if (is("//")) {
            at += rest().length();
        } else if (is("/*")) {
            open(Mode.COMMENT, 2);
        } else if (is("\"\"\"")) {
            open(Mode.RAW, 3);
        } else if (c == '"') {
            open(Mode.STRING, 1);
        } else if (c == '\'') {
            character();
        } else if (c == '`') {
            int end = rest().indexOf('`', 1);
            at += end < 0 ? 1 : end + 1;
        } else {
            bracket(c);
            at++;
        }
    }

    private void bracket(char c) {
        if (c == '(' || c == '[' || c == '{') {
            depth++;
        } else if (c == '}' && depth == 0 && !outerDepths.isEmpty()) {
            depth = outerDepths.pop(); // the end of a template
            modes.pop();
        } else if (c == ')' || c == ']' || c == '}') {
            depth = Math.max(0, depth - 1);
        }
    }

    // one character, or an escape
    private void character() {
        int end = code.startsWith("\\", at + 1) ? at + 3 : at + 2;
        at = code.startsWith("'", end) ? end + 1 : at + 1;
    }

    private void comment() {
        if (is("/*")) {
            open(Mode.COMMENT, 2);
        } else if (is("*/")) {
            close();
            at += 2;
        } else {
            at++;
        }
    }

    private void text(char c) {
        boolean raw = modes.peek() == Mode.RAW;
        if (is("${")) {
            outerDepths.push(depth);
            depth = 0;
            open(Mode.CODE, 2);
        } else if (!raw && c == '\\') {
            at += code.startsWith("\n", at + 1) ? 1 : 2;
        } else if (raw ? is("\"\"\"") : c == '"') {
            at += raw ? quotes() : 1;
            close();
        } else {
            at++;
        }
    }

    // a raw string may end in quotes of its own
    private int quotes() {
        int end = at;
        while (code.startsWith("\"", end)) {
            end++;
        }
        return end - at;
    }

    private boolean is(String token) {
        return code.startsWith(token, at);
    }

    private void open(Mode mode, int length) {
        modes.push(mode);
        at += length;
    }

    private void close() {
        modes.pop();
    }
}
