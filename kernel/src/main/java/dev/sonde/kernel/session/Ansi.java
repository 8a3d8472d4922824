package dev.sonde.kernel.session;

import org.jspecify.annotations.Nullable;

/** Terminal colours that read well on light and dark; none when the environment says {@code NO_COLOR}. */
public final class Ansi {

    private static final boolean ALLOWED = allows(System.getenv("NO_COLOR"));

    private Ansi() {}

    /** Whether this process may colour its text. */
    public static boolean allowed() {
        return ALLOWED;
    }

    /** Whether a value of {@code NO_COLOR} allows colours: none and an empty one do. */
    static boolean allows(@Nullable String noColor) {
        return noColor == null || noColor.isEmpty();
    }

    /** For the name of an error. */
    static String red(String text) {
        return styled("31", text);
    }

    /** For places; cyan fades on the light red that Jupyter puts behind errors. */
    static String magenta(String text) {
        return styled("35", text);
    }

    private static String styled(String style, String text) {
        return ALLOWED ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
    }
}
