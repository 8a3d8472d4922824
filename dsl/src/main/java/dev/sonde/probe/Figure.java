package dev.sonde.probe;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers, and texts, as people read them in a message. */
public final class Figure {

    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final double SMALLEST_PLAIN = 1e-4;

    private static final int LONGEST_TEXT = 80;

    private Figure() {}

    /** A text as a message quotes it: its beginning, with … where it is longer than {@value #LONGEST_TEXT} characters. */
    public static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
    }

    /** {@code value} to three significant digits: {@code 0.0419}, {@code 1.5}, {@code 2.1E-7}; no trailing zeros. */
    public static String of(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : String.valueOf(value);
        }
        var rounded = new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros();
        return Math.abs(value) < SMALLEST_PLAIN ? rounded.toString() : rounded.toPlainString();
    }
}
