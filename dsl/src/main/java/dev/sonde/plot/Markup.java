package dev.sonde.plot;

import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/** Text made safe for HTML and SVG. */
public final class Markup {
    /** Control characters, halves of surrogate pairs, and what turns the direction of writing. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cs}\u202a-\u202e\u2066-\u2069&&[^\n\r\t]]");

    private Markup() {}

    /** Escapes {@code & < > "} and {@code '}, and drops what {@link #visible} drops. */
    public static String escape(String text) {
        return StringEscapeUtils.escapeXml10(visible(text));
    }

    /** The text without control characters, which break pages or hide what is written; line breaks and tabs stay. */
    static String visible(String text) {
        return UNSEEN.matcher(text).replaceAll("");
    }
}
