package dev.sonde.kernel.code;

/** Comments of Kotlin code; those in slashes and stars may stand in each other. */
final class Comments {

    private Comments() {}

    /**
     * Where code goes on behind the comment that begins at a position: the position itself if none begins there, behind the
     * end if the comment goes on up to it.
     */
    static int after(String code, int at, int end) {
        if (code.startsWith("//", at)) {
            int line = code.indexOf('\n', at);
            return line < 0 || line >= end ? end + 1 : line;
        }
        return code.startsWith("/*", at) ? afterBlock(code, at, end) : at;
    }

    private static int afterBlock(String code, int start, int end) {
        int at = start;
        int depth = 0;
        do {
            boolean opens = code.startsWith("/*", at);
            boolean closes = !opens && code.startsWith("*/", at);
            depth += opens ? 1 : closes ? -1 : 0;
            at += opens || closes ? 2 : 1;
        } while (depth > 0 && at < end);
        return depth > 0 ? end + 1 : at;
    }
}
