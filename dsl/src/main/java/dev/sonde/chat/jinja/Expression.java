package dev.sonde.chat.jinja;

/** Something with a value. */
@FunctionalInterface
interface Expression {
    Object in(Scope scope);

    /** Always {@code value}. */
    static Expression of(Object value) {
        return scope -> value;
    }

    /** Python's {@code condition and otherwise}, {@code or}: the value of one of the two. */
    static Expression and(Expression left, Expression right) {
        return scope -> {
            Object first = left.in(scope);
            return Values.truth(first) ? right.in(scope) : first;
        };
    }

    /** The left value if it is true, else the right one. */
    static Expression or(Expression left, Expression right) {
        return scope -> {
            Object first = left.in(scope);
            return Values.truth(first) ? first : right.in(scope);
        };
    }

    /** Whether {@code inner} is false. */
    static Expression not(Expression inner) {
        return scope -> !Values.truth(inner.in(scope));
    }

    /** {@code then if condition else otherwise}. */
    static Expression choice(Expression condition, Expression then, Expression otherwise) {
        return scope -> Values.truth(condition.in(scope)) ? then.in(scope) : otherwise.in(scope);
    }

    /** {@code left operator right} of two values. */
    static Expression binary(String operator, Expression left, Expression right) {
        return scope -> Arithmetic.of(operator, left.in(scope), right.in(scope));
    }
}
