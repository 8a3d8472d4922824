package dev.sonde.kernel.code;

/** The expression in front of a dot. */
final class Receiver {

    private static final String CLOSING = ")]}";

    private Receiver() {}

    /** The names, calls and indexes that end at an offset, such as {@code suite.run(model)}; empty if there are none. */
    static String before(String code, int end) {
        int start = end;
        while (start > 0) {
            char c = code.charAt(start - 1);
            if (CLOSING.indexOf(c) >= 0) {
                int open = opening(code, start - 1);
                if (open < 0) {
                    break;
                }
                start = open;
                while (c == '}' && start > 0 && code.charAt(start - 1) == ' ') {
                    start--; // the braces of a call
                }
            } else if (Character.isJavaIdentifierPart(c) || c == '.' || c == '?' || c == '!') {
                start--;
            } else {
                break;
            }
        }
        return code.substring(start, end).replaceFirst("^[.?!]+", "").replaceFirst("\\?$", "");
    }

    private static int opening(String code, int close) {
        int depth = 0;
        for (int i = close; i >= 0; i--) {
            char c = code.charAt(i);
            if (c == '"') {
                i = code.lastIndexOf('"', i - 1);
                if (i < 0) {
                    return -1;
                }
            } else if (CLOSING.indexOf(c) >= 0) {
                depth++;
            } else if ("([{".indexOf(c) >= 0 && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
