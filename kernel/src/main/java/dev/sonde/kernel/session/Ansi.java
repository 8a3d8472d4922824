package dev.sonde.kernel.session;

/** Terminal colours that read well on light and dark; none when the environment says {@code NO_COLOR}. */
final class Ansi {

    private static final boolean PLAIN = System.getenv("NO_COLOR") != null;

    private Ansi() {}

    /** For the name of an error. */
    static String red(String text) {
        return styled("31", text);
    }

    /** For places; cyan fades on the light red that Jupyter puts behind errors. */
    static String magenta(String text) {
        return styled("35", text);
    }

    private static String styled(String style, String text) {
        return PLAIN ? text : "\u001b[" + style + "m" + text + "\u001b[0m";
    }
}
