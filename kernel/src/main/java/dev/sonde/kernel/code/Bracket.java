package dev.sonde.kernel.code;

/**
 * An open bracket with what the scanner has seen behind it, or a quotation mark: {@code "} of a string, {@code R} of a raw one,
 * {@code $} of a template in one.
 */
final class Bracket {

    final char sign;
    final String name;
    final boolean member;
    final int opened;
    int argument;
    int placed;
    int argumentStart;
    String named = "";

    Bracket(char sign, String name, boolean member, int opened) {
        this.sign = sign;
        this.name = name;
        this.member = member;
        this.opened = opened;
        this.argumentStart = opened;
    }

    /** Whether what is behind it is text and no code. */
    boolean isText() {
        return sign == '"' || sign == 'R';
    }

    /** Whether it is one of code. */
    boolean isOfCode() {
        return "([{".indexOf(sign) >= 0;
    }

    OpenCall toCall() {
        return new OpenCall(sign, name, member, opened, argument, placed, argumentStart, named);
    }
}
