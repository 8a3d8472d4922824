package dev.sonde.report;

import java.util.regex.Pattern;

/** Text without control characters, which move cursors, change colours or break XML. */
public final class PlainText {

    /** Escape sequences, other control and direction-override characters; line feed and tab are kept. */
    private static final Pattern CONTROL = Pattern.compile(
            "\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|\u001b\\[[0-?]*[ -/]*[@-~]|[\\p{Cc}\u202a-\u202e\u2066-\u2069&&[^\n\t]]");

    private static final Pattern BREAK = Pattern.compile("\\s*[\\r\\n\\u2028\\u2029]+\\s*|\t");

    private PlainText() {}

    /** On one line: line breaks and tabs become a space. */
    public static String oneLine(String text) {
        return CONTROL.matcher(BREAK.matcher(text).replaceAll(" ")).replaceAll("");
    }

    /** Line breaks kept. */
    public static String lines(String text) {
        return CONTROL.matcher(text.replace("\r\n", "\n")).replaceAll("");
    }
}
