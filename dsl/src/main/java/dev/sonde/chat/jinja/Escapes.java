package dev.sonde.chat.jinja;

/** The escapes of a string literal: Python's; an unknown one stays as it is written. */
final class Escapes {
    private static final String NAMES = "ntrabfv0\\'\"";
    private static final String VALUES = "\n\t\r\u0007\b\f\u000b\0\\'\"";

    private Escapes() {}

    static String read(String literal) {
        if (literal.indexOf('\\') < 0) {
            return literal;
        }
        var text = new StringBuilder(literal.length());
        int i = 0;
        while (i < literal.length()) {
            char c = literal.charAt(i);
            i += c == '\\' && i + 1 < literal.length() ? escape(literal, i, text) : plain(c, text);
        }
        return text.toString();
    }

    private static int plain(char c, StringBuilder text) {
        text.append(c);
        return 1;
    }

    /** Reads one escape; how many characters it takes. */
    private static int escape(String literal, int at, StringBuilder text) {
        char name = literal.charAt(at + 1);
        int known = NAMES.indexOf(name);
        if (known >= 0) {
            text.append(VALUES.charAt(known));
            return 2;
        }
        if (name == '\n') {
            return 2;
        }
        int digits = name == 'x' ? 2 : name == 'u' ? 4 : name == 'U' ? 8 : 0;
        if (digits == 0) {
            text.append('\\').append(name);
            return 2;
        }
        try {
            text.appendCodePoint(Integer.parseInt(literal, at + 2, at + 2 + digits, 16));
        } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
            throw JinjaException.of("the escape '\\" + name + "' in a string needs " + digits + " hex digits");
        }
        return 2 + digits;
    }
}
