package dev.sonde.report;

/** Text made safe for Markdown: nothing in it is taken for markup, and nothing leaves its line or its cell. */
public final class Markdown {

    private static final String SPECIAL = "\\`*_{}[]<>#~$&!";

    private Markdown() {}

    /** Text within a table cell. */
    public static String cell(String text) {
        return text(text).replace("|", "\\|");
    }

    /** Text within a line. */
    public static String text(String text) {
        var out = new StringBuilder();
        PlainText.oneLine(text).codePoints().forEach(c -> {
            if (SPECIAL.indexOf(c) >= 0) {
                out.append('\\');
            }
            out.appendCodePoint(c);
        });
        return out.toString();
    }

    /** A code span within a line, fenced by more backticks than it contains. */
    static String code(String text) {
        String line = PlainText.oneLine(text);
        if (line.isBlank()) {
            return "";
        }
        String fence = "`".repeat(longestRun(line) + 1);
        String pad = line.startsWith("`") || line.endsWith("`") || line.startsWith(" ") ? " " : "";
        return fence + pad + line + pad + fence;
    }

    /** A code span within a table cell, where a pipe ends the cell even inside code. */
    static String codeCell(String text) {
        return code(text).replace("|", "\\|");
    }

    /** A fenced block, by more backticks than it contains. */
    public static String fence(String language, String text) {
        String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
        return fence + language + "\n" + PlainText.lines(text).stripTrailing() + "\n" + fence + "\n";
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (char c : text.toCharArray()) {
            run = c == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
