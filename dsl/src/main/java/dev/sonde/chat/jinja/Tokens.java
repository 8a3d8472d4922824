package dev.sonde.chat.jinja;

import java.util.List;

/** The tokens of a template with a place in them. */
final class Tokens {
    private final List<Token> tokens;
    private int at;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    boolean at(Token.Kind kind) {
        return peek().kind() == kind;
    }

    boolean atOperator(String text) {
        return peek().is(Token.Kind.OPERATOR, text);
    }

    boolean atName(String text) {
        return peek().is(Token.Kind.NAME, text);
    }

    /** Whether the next two are these names. */
    boolean atNames(String first, String second) {
        return atName(first) && tokens.get(Math.min(at + 1, tokens.size() - 1)).is(Token.Kind.NAME, second);
    }

    /** Whether a name and {@code =} are next. */
    boolean atAssignment() {
        return at(Token.Kind.NAME)
                && tokens.get(Math.min(at + 1, tokens.size() - 1)).is(Token.Kind.OPERATOR, "=");
    }

    /** Takes the operator if it is next. */
    boolean takeOperator(String text) {
        return take(atOperator(text));
    }

    /** Takes the name if it is next. */
    boolean takeName(String text) {
        return take(atName(text));
    }

    private boolean take(boolean there) {
        if (there) {
            next();
        }
        return there;
    }

    void operator(String text) {
        if (!takeOperator(text)) {
            throw unexpected("'" + text + "'");
        }
    }

    void name(String text) {
        if (!takeName(text)) {
            throw unexpected("'" + text + "'");
        }
    }

    String name() {
        return expect(Token.Kind.NAME, "a name").text();
    }

    Token expect(Token.Kind kind, String what) {
        if (!at(kind)) {
            throw unexpected(what);
        }
        return next();
    }

    JinjaException unexpected(String wanted) {
        return JinjaException.at(peek().line(), peek() + " where " + wanted + " is expected");
    }
}
