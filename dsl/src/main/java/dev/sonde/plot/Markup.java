package dev.sonde.plot;

import org.apache.commons.text.StringEscapeUtils;

/** Text made safe for HTML and SVG. */
public final class Markup {
    private Markup() {}

    /** Escapes {@code & < > "} and {@code '}, and drops characters that XML cannot hold, such as control characters. */
    public static String escape(String text) {
        return StringEscapeUtils.escapeXml10(text);
    }
}
