package dev.sonde.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads literals and names, and what hangs on them: attributes, subscripts, calls, filters and tests. */
final class OperandParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;

    OperandParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Expression operand() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NAME -> name(tokens.next().text());
            case STRING -> strings();
            case INTEGER -> Expression.of(whole(tokens.next()));
            case FLOAT -> Expression.of(Double.valueOf(tokens.next().text()));
            default -> bracketed();
        };
    }

    private static Object whole(Token token) {
        try {
            return Long.valueOf(token.text());
        } catch (NumberFormatException tooLarge) {
            throw JinjaException.at(token.line(), token + " is too large a number");
        }
    }

    private static Expression name(String name) {
        return switch (name) {
            case "true", "True" -> Expression.of(true);
            case "false", "False" -> Expression.of(false);
            case "none", "None" -> Expression.of(None.NONE);
            default -> scope -> scope.get(name);
        };
    }

    /** Neighbouring literals are one text. */
    private Expression strings() {
        var text = new StringBuilder();
        while (tokens.at(Token.Kind.STRING)) {
            text.append(tokens.next().text());
        }
        return Expression.of(text.toString());
    }

    private Expression bracketed() {
        if (tokens.takeOperator("(")) {
            Expression inner = tokens.atOperator(")") ? Expression.of(new Tuple(List.of())) : inParentheses();
            tokens.operator(")");
            return inner;
        }
        if (tokens.takeOperator("[")) {
            List<Expression> items = new ArrayList<>();
            while (!tokens.atOperator("]")) {
                items.add(expressions.expression());
                comma("]");
            }
            tokens.operator("]");
            return scope -> items.stream().map(item -> item.in(scope)).toList();
        }
        tokens.operator("{");
        return map();
    }

    private Expression inParentheses() {
        List<Expression> items = new ArrayList<>(List.of(expressions.expression()));
        boolean several = tokens.atOperator(",");
        while (tokens.takeOperator(",") && !tokens.atOperator(")")) {
            items.add(expressions.expression());
        }
        return several
                ? scope -> new Tuple(items.stream().map(item -> item.in(scope)).toList())
                : items.get(0);
    }

    private Expression map() {
        Map<Expression, Expression> entries = new LinkedHashMap<>();
        while (!tokens.atOperator("}")) {
            Expression key = expressions.expression();
            tokens.operator(":");
            entries.put(key, expressions.expression());
            comma("}");
        }
        tokens.operator("}");
        return scope -> {
            var map = new LinkedHashMap<Object, Object>();
            entries.forEach((key, value) -> map.put(key.in(scope), value.in(scope)));
            return map;
        };
    }

    private void comma(String closing) {
        if (!tokens.atOperator(closing)) {
            tokens.operator(",");
        }
    }

    /** {@code value} with the attributes, subscripts and calls behind it. */
    Expression reached(Expression value) {
        Expression reached = value;
        while (true) {
            Expression owner = reached;
            if (tokens.takeOperator(".")) {
                Token name = tokens.next();
                reached = name.kind() == Token.Kind.INTEGER
                        ? scope -> Access.item(owner.in(scope), Long.valueOf(name.text()))
                        : attribute(owner, name);
            } else if (tokens.takeOperator("[")) {
                reached = subscript(owner);
            } else if (tokens.atOperator("(")) {
                reached = call(owner);
            } else {
                return reached;
            }
        }
    }

    private static Expression attribute(Expression owner, Token name) {
        if (name.kind() != Token.Kind.NAME) {
            throw JinjaException.at(name.line(), name + " where a name is expected");
        }
        return scope -> Access.attribute(owner.in(scope), name.text());
    }

    private Expression subscript(Expression owner) {
        List<Expression> parts = new ArrayList<>();
        boolean slice = false;
        Expression none = Expression.of(None.NONE);
        parts.add(tokens.atOperator(":") ? none : expressions.expression());
        while (tokens.takeOperator(":")) {
            slice = true;
            parts.add(tokens.atOperator(":") || tokens.atOperator("]") ? none : expressions.expression());
        }
        tokens.operator("]");
        if (!slice) {
            return scope -> Access.item(owner.in(scope), parts.get(0).in(scope));
        }
        Expression step = parts.size() > 2 ? parts.get(2) : none;
        return scope -> Access.slice(
                owner.in(scope), parts.get(0).in(scope), parts.get(1).in(scope), step.in(scope));
    }

    private Expression call(Expression owner) {
        Calls.Given given = given();
        return scope -> {
            Object function = owner.in(scope);
            if (function instanceof Callable callable) {
                return callable.call(Macro.handed(callable, given.in(scope, "the function"), scope));
            }
            throw function instanceof Undefined undefined
                    ? undefined.used()
                    : JinjaException.of(Values.repr(function) + " is not a function");
        };
    }

    private Calls.Given given() {
        return tokens.atOperator("(") ? new Calls(tokens, expressions).given() : Calls.Given.NOTHING;
    }

    /** {@code value} with the filters, tests and calls behind it. */
    Expression filtered(Expression value) {
        Expression filtered = value;
        while (true) {
            Expression inner = filtered;
            if (tokens.takeOperator("|")) {
                filtered = filter(inner);
            } else if (tokens.takeName("is")) {
                filtered = test(inner);
            } else if (tokens.atOperator("(")) {
                filtered = call(inner);
            } else {
                return filtered;
            }
        }
    }

    Expression filter(Expression inner) {
        String name = tokens.name();
        Calls.Given given = given();
        return scope -> Filters.apply(name, inner.in(scope), given.in(scope, name));
    }

    private Expression test(Expression inner) {
        boolean negated = tokens.takeName("not");
        String name = tokens.name();
        Calls.Given given = tokens.atOperator("(") ? given() : bare();
        return scope -> Tests.holds(name, inner.in(scope), given.in(scope, name)) != negated;
    }

    /** {@code is divisibleby 3}: one argument without parentheses. */
    private Calls.Given bare() {
        boolean operand = tokens.at(Token.Kind.STRING)
                || tokens.at(Token.Kind.INTEGER)
                || tokens.at(Token.Kind.FLOAT)
                || tokens.atOperator("[")
                || tokens.atOperator("{")
                || (tokens.at(Token.Kind.NAME)
                        && !List.of("else", "or", "and", "is", "if", "in", "not")
                                .contains(tokens.peek().text()));
        return operand ? new Calls.Given(List.of(reached(operand())), Map.of()) : Calls.Given.NOTHING;
    }
}
