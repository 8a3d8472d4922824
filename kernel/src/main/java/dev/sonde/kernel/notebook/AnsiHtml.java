package dev.sonde.kernel.notebook;

import dev.sonde.plot.Markup;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Terminal text as HTML: escaped, its colours as classes {@code ansi-31}, {@code ansi-1} and so on. */
final class AnsiHtml {

    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[([0-9;]*)([A-Za-z])");

    private AnsiHtml() {}

    static String of(String text) {
        var html = new StringBuilder();
        Matcher matcher = SEQUENCE.matcher(text);
        int at = 0;
        boolean open = false;
        while (matcher.find()) {
            html.append(Markup.escape(text.substring(at, matcher.start())));
            at = matcher.end();
            if (!matcher.group(2).equals("m")) {
                continue;
            }
            if (open) {
                html.append("</span>");
            }
            String classes = classes(matcher.group(1));
            open = !classes.isEmpty();
            if (open) {
                html.append("<span class=\"").append(classes).append("\">");
            }
        }
        html.append(Markup.escape(text.substring(at)));
        return html.append(open ? "</span>" : "").toString();
    }

    private static String classes(String codes) {
        var classes = new StringBuilder();
        for (String code : codes.split(";", -1)) {
            if (!code.isEmpty() && !code.equals("0")) {
                classes.append(classes.isEmpty() ? "" : " ").append("ansi-").append(code);
            }
        }
        return classes.toString();
    }
}
