package dev.sonde.chat.jinja;

import java.util.function.IntPredicate;

/** Texts as Python sees them: in code points, with its idea of white space. */
final class PyText {
    private PyText() {}

    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    static String strip(String text) {
        return strip(text, PyText::isSpace, true, true);
    }

    static String stripEnd(String text) {
        return strip(text, PyText::isSpace, false, true);
    }

    static String strip(String text, IntPredicate drop, boolean start, boolean end) {
        int from = 0;
        int to = text.length();
        while (start && from < to && drop.test(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (end && to > from && drop.test(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The code point at an index that is in range, as a text. */
    static String at(String text, int index) {
        return Character.toString(text.codePointAt(text.offsetByCodePoints(0, index)));
    }

    /** First letter large, all others small. */
    static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.offsetByCodePoints(0, 1);
        return Values.upper(text.substring(0, first)) + Values.lower(text.substring(first));
    }

    /** Each letter behind something that is no letter large, all others small. */
    static String title(String text) {
        var title = new StringBuilder(text.length());
        boolean inside = false;
        for (int c : text.codePoints().toArray()) {
            title.appendCodePoint(inside ? Character.toLowerCase(c) : Character.toTitleCase(c));
            inside = Character.isLetter(c);
        }
        return title.toString();
    }
}
