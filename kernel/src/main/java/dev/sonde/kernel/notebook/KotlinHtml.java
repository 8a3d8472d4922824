package dev.sonde.kernel.notebook;

import dev.sonde.plot.Markup;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kotlin code as HTML, its words coloured by class: {@code k} keyword, {@code s} string, {@code c} comment, {@code n} number. */
final class KotlinHtml {

    private static final Pattern TOKEN = Pattern.compile("(?<c>//[^\\n]*|/\\*(?s:.)*?\\*/)"
            + "|(?<s>\"\"\"(?s:.)*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*')"
            + "|(?<n>\\b\\d[\\d_.]*(?:[eE][+-]?\\d+)?[fFL]?\\b)"
            + "|(?<k>\\b(?:val|var|fun|class|object|interface|import|package|return|if|else|when|for|while|do|in|is|as"
            + "|null|true|false|this|super|try|catch|finally|throw|data|sealed|enum|private|public|override)\\b)");

    private KotlinHtml() {}

    static String of(String code) {
        var html = new StringBuilder();
        Matcher matcher = TOKEN.matcher(code);
        int at = 0;
        while (matcher.find()) {
            html.append(Markup.escape(code.substring(at, matcher.start())));
            html.append("<span class=\"").append(kind(matcher)).append("\">");
            html.append(Markup.escape(matcher.group())).append("</span>");
            at = matcher.end();
        }
        return html.append(Markup.escape(code.substring(at))).toString();
    }

    private static String kind(Matcher matcher) {
        if (matcher.group("c") != null) {
            return "c";
        }
        if (matcher.group("s") != null) {
            return "s";
        }
        return matcher.group("n") != null ? "n" : "k";
    }
}
