package dev.sonde.chat.jinja;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a template into text and tags.
 *
 * <p>White space as in chat templates: a line feed behind a block or comment goes away, and so do the blanks before one
 * that is the first thing in its line; {@code -} at a tag takes all white space on that side, {@code +} keeps it.
 */
final class Lexer {
    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    /** Whether the text that follows begins a line. */
    private boolean lineStart = true;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String template) {
        String source = template.replace("\r\n", "\n").replace('\r', '\n');
        var lexer = new Lexer(source.endsWith("\n") ? source.substring(0, source.length() - 1) : source);
        while (lexer.at < lexer.source.length()) {
            lexer.next();
        }
        lexer.add(Token.Kind.END, "");
        return lexer.tokens;
    }

    private void next() {
        int tag = nextTag();
        String text = source.substring(at, tag);
        if (tag == source.length()) {
            data(text);
            at = tag;
            return;
        }
        char kind = source.charAt(tag + 1);
        char sign = tag + 2 < source.length() ? source.charAt(tag + 2) : ' ';
        if (sign == '-') {
            data(text, PyText.stripEnd(text));
        } else {
            data(text, kind != '{' && sign != '+' ? withoutIndent(text) : text);
        }
        at = tag + (sign == '-' || (sign == '+' && kind != '{') ? 3 : 2);
        if (kind == '#') {
            comment();
        } else {
            tag(kind == '{');
        }
    }

    private int nextTag() {
        for (int i = at; i + 1 < source.length(); i++) {
            if (source.charAt(i) == '{' && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
                return i;
            }
        }
        return source.length();
    }

    /** {@code text} without the blanks behind its last line feed, if there is nothing else behind it. */
    private String withoutIndent(String text) {
        int start = text.lastIndexOf('\n') + 1;
        boolean alone =
                (start > 0 || lineStart) && PyText.strip(text.substring(start)).isEmpty();
        return alone ? text.substring(0, start) : text;
    }

    private void data(String text) {
        data(text, text);
    }

    private void data(String read, String kept) {
        if (!kept.isEmpty()) {
            add(Token.Kind.DATA, kept);
        }
        count(read);
    }

    private void comment() {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw JinjaException.at(line, "a comment '{#' has no '#}'");
        }
        count(source.substring(at, end));
        char sign = end > at ? source.charAt(end - 1) : ' ';
        at = end + 2;
        afterTag(sign, true);
    }

    private void tag(boolean prints) {
        add(prints ? Token.Kind.PRINT_BEGIN : Token.Kind.BLOCK_BEGIN, prints ? "{{" : "{%");
        var inner = new TagLexer(source, at, line, prints ? "}}" : "%}");
        tokens.addAll(inner.tokens());
        count(source.substring(at, inner.end()));
        add(prints ? Token.Kind.PRINT_END : Token.Kind.BLOCK_END, prints ? "}}" : "%}");
        at = inner.end() + 2;
        char sign = source.charAt(inner.end() - 1);
        afterTag(inner.signed() ? sign : ' ', !prints);
    }

    /** What the end of a tag takes from the text behind it. */
    private void afterTag(char sign, boolean trims) {
        int start = at;
        if (sign == '-') {
            while (at < source.length() && PyText.isSpace(source.charAt(at))) {
                at++;
            }
        } else if (trims && sign != '+' && at < source.length() && source.charAt(at) == '\n') {
            at++;
        }
        String taken = source.substring(start, at);
        count(taken);
        lineStart = taken.endsWith("\n");
    }

    private void count(String read) {
        line += (int) read.chars().filter(c -> c == '\n').count();
    }

    private void add(Token.Kind kind, String text) {
        tokens.add(new Token(kind, text, line));
    }
}
