package dev.sonde.kernel.notebook;

/** Text made harmless for HTML. */
final class Escape {
    private Escape() {}

    /** Safe as content and as a quoted attribute. */
    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
