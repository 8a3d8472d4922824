package dev.sonde.kernel;

/** Cursor positions: Jupyter counts Unicode characters, Java strings count UTF-16 units. */
final class CodePoints {

    private CodePoints() {}

    /** The UTF-16 offset of a cursor; a cursor outside of the code counts as its nearer end. */
    static int toUtf16(String code, int cursor) {
        int last = code.codePointCount(0, code.length());
        return code.offsetByCodePoints(0, Math.max(0, Math.min(cursor, last)));
    }

    /** The cursor of a UTF-16 offset. */
    static int fromUtf16(String code, int offset) {
        return code.codePointCount(0, offset);
    }
}
