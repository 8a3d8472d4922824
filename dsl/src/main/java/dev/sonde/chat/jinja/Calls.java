package dev.sonde.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what stands in the parentheses of a call. */
final class Calls {
    private final Tokens tokens;
    private final ExpressionParser expressions;

    Calls(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** Arguments as they are written. */
    record Given(List<Expression> positional, Map<String, Expression> named) {
        static final Given NOTHING = new Given(List.of(), Map.of());

        Arguments in(Scope scope, String function) {
            var values = new LinkedHashMap<String, Object>();
            named.forEach((name, value) -> values.put(name, value.in(scope)));
            List<Object> inOrder = new ArrayList<>();
            for (Expression argument : positional) {
                Object value = argument.in(scope);
                if (value instanceof Spread spread) {
                    inOrder.addAll(spread.items());
                } else {
                    inOrder.add(value);
                }
            }
            return new Arguments(function, inOrder, values);
        }
    }

    /** {@code *list}: each item is an argument. */
    private record Spread(List<?> items) {}

    Given given() {
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        tokens.operator("(");
        while (!tokens.atOperator(")")) {
            if (tokens.takeOperator("*")) {
                Expression items = expressions.expression();
                positional.add(scope -> new Spread(Values.items(items.in(scope))));
            } else if (tokens.atAssignment()) {
                String name = tokens.name();
                tokens.operator("=");
                named.put(name, expressions.expression());
            } else if (named.isEmpty()) {
                positional.add(expressions.expression());
            } else {
                throw tokens.unexpected("a named argument");
            }
            if (!tokens.atOperator(")")) {
                tokens.operator(",");
            }
        }
        tokens.operator(")");
        return new Given(positional, named);
    }
}
