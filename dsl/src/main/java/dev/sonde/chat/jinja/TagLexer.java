package dev.sonde.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the inside of one tag into names, numbers, strings and operators, up to the tag's end. */
final class TagLexer {
    private static final Pattern PIECE = Pattern.compile(
            "(?<space>\\s+)"
                    + "|(?<name>[\\p{L}_][\\p{L}\\p{N}_]*)"
                    + "|(?<float>\\d+(?:\\.\\d+(?:[eE][+-]?\\d+)?|[eE][+-]?\\d+))"
                    + "|(?<integer>\\d+)"
                    + "|(?<string>'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\")"
                    + "|(?<operator>==|!=|>=|<=|//|\\*\\*|[-+*/%~()\\[\\]{}<>=.:|,])",
            Pattern.DOTALL);

    private final String source;
    private final String closing;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line;
    private int open;

    TagLexer(String source, int from, int line, String closing) {
        this.source = source;
        this.closing = closing;
        this.at = from;
        this.line = line;
        read();
    }

    List<Token> tokens() {
        return tokens;
    }

    /** Where the closing {@code %}} or {@code }}} is. */
    int end() {
        return signed() ? at + 1 : at;
    }

    /** Whether a sign that controls white space is right before the closing. */
    boolean signed() {
        return !source.startsWith(closing, at);
    }

    private boolean closes() {
        boolean plus = closing.equals("%}") && source.startsWith("+" + closing, at);
        return open == 0 && (source.startsWith(closing, at) || source.startsWith("-" + closing, at) || plus);
    }

    private void read() {
        Matcher piece = PIECE.matcher(source);
        int first = line;
        while (!closes()) {
            if (at >= source.length()) {
                throw JinjaException.at(first, "a tag has no '" + closing + "'");
            }
            piece.region(at, source.length());
            if (!piece.lookingAt()) {
                throw JinjaException.at(line, "'" + source.charAt(at) + "' cannot be read");
            }
            add(piece);
            line += (int) piece.group().chars().filter(c -> c == '\n').count();
            at = piece.end();
        }
    }

    private void add(Matcher piece) {
        String text = piece.group();
        if (piece.group("name") != null) {
            tokens.add(new Token(Token.Kind.NAME, text, line));
        } else if (piece.group("float") != null) {
            tokens.add(new Token(Token.Kind.FLOAT, text, line));
        } else if (piece.group("integer") != null) {
            tokens.add(new Token(Token.Kind.INTEGER, text, line));
        } else if (piece.group("string") != null) {
            tokens.add(new Token(Token.Kind.STRING, Escapes.read(text.substring(1, text.length() - 1)), line));
        } else if (piece.group("operator") != null) {
            balance(text);
            tokens.add(new Token(Token.Kind.OPERATOR, text, line));
        }
    }

    private void balance(String operator) {
        if ("([{".contains(operator)) {
            open++;
        } else if (")]}".contains(operator) && --open < 0) {
            throw JinjaException.at(line, "'" + operator + "' closes nothing");
        }
    }
}
