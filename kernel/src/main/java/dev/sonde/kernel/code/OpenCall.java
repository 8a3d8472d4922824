package dev.sonde.kernel.code;

/**
 * A bracket that is open at the cursor.
 *
 * @param bracket a parenthesis, a square bracket or a brace, as it opens
 * @param name the function in front of it; empty when there is none, as in {@code if (…)}
 * @param member whether the function is called on something, with a dot
 * @param opened offset behind the bracket
 * @param argument which argument of the call the cursor is in, from 0
 * @param placed how many arguments before it are given by their place
 * @param argumentStart offset where that argument begins
 * @param named the argument's name when it is given as {@code name = …}; empty otherwise
 */
record OpenCall(
        char bracket,
        String name,
        boolean member,
        int opened,
        int argument,
        int placed,
        int argumentStart,
        String named) {

    /** Whether the cursor is among the arguments of a call. */
    boolean isArguments() {
        return bracket == '(' && !name.isEmpty();
    }

    /** Whether the cursor is in the braces after a call, such as {@code suite("x") { … }}. */
    boolean isBlockOf() {
        return bracket == '{' && !name.isEmpty();
    }
}
