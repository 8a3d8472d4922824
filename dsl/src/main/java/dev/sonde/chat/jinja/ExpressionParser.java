package dev.sonde.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads expressions, from the loosest binding to the tightest; operands are read by {@link OperandParser}. */
final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final Tokens tokens;
    private final OperandParser operands;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
        this.operands = new OperandParser(tokens, this);
    }

    /** An expression or several with commas between them, which are a tuple. */
    Expression list() {
        return listOf(this::expression);
    }

    /** What a loop walks over: its {@code if} is the loop's. */
    Expression loopList() {
        return listOf(this::either);
    }

    private Expression listOf(java.util.function.Supplier<Expression> item) {
        Expression first = item.get();
        if (!tokens.atOperator(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (tokens.takeOperator(",")) {
            items.add(item.get());
        }
        return scope -> new Tuple(items.stream().map(one -> one.in(scope)).toList());
    }

    /** {@code a if condition else b}. */
    Expression expression() {
        Expression value = either();
        while (tokens.takeName("if")) {
            Expression condition = either();
            Expression otherwise = tokens.takeName("else")
                    ? expression()
                    : Expression.of(new Undefined("the missing 'else' of an 'if'"));
            value = Expression.choice(condition, value, otherwise);
        }
        return value;
    }

    Expression either() {
        Expression left = both();
        while (tokens.takeName("or")) {
            left = Expression.or(left, both());
        }
        return left;
    }

    private Expression both() {
        Expression left = not();
        while (tokens.takeName("and")) {
            left = Expression.and(left, not());
        }
        return left;
    }

    private Expression not() {
        return tokens.takeName("not") ? Expression.not(not()) : comparison();
    }

    /** {@code a < b <= c} holds if each of its parts does. */
    private Expression comparison() {
        Expression left = sum();
        String operator = comparisonOperator();
        if (operator.isEmpty()) {
            return left;
        }
        Expression right = sum();
        Expression result = Expression.binary(operator, left, right);
        for (String next = comparisonOperator(); !next.isEmpty(); next = comparisonOperator()) {
            Expression further = sum();
            result = Expression.and(result, Expression.binary(next, right, further));
            right = further;
        }
        return result;
    }

    private String comparisonOperator() {
        if (tokens.at(Token.Kind.OPERATOR) && COMPARISONS.contains(tokens.peek().text())) {
            return tokens.next().text();
        }
        if (tokens.takeName("in")) {
            return "in";
        }
        if (tokens.atNames("not", "in")) {
            tokens.next();
            tokens.next();
            return "not in";
        }
        return "";
    }

    private Expression sum() {
        Expression left = joined();
        while (tokens.atOperator("+") || tokens.atOperator("-")) {
            left = Expression.binary(tokens.next().text(), left, joined());
        }
        return left;
    }

    private Expression joined() {
        Expression left = product();
        while (tokens.takeOperator("~")) {
            left = Expression.binary("~", left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = power();
        while (tokens.atOperator("*") || tokens.atOperator("/") || tokens.atOperator("//") || tokens.atOperator("%")) {
            left = Expression.binary(tokens.next().text(), left, power());
        }
        return left;
    }

    private Expression power() {
        Expression left = signed(true);
        while (tokens.takeOperator("**")) {
            left = Expression.binary("**", left, signed(true));
        }
        return left;
    }

    private Expression signed(boolean filtered) {
        Expression value;
        if (tokens.takeOperator("-")) {
            Expression inner = signed(false);
            value = scope -> Arithmetic.of("-", 0L, inner.in(scope));
        } else if (tokens.takeOperator("+")) {
            Expression inner = signed(false);
            value = scope -> Values.number(inner.in(scope));
        } else {
            value = operands.operand();
        }
        Expression reached = operands.reached(value);
        return filtered ? operands.filtered(reached) : reached;
    }
}
