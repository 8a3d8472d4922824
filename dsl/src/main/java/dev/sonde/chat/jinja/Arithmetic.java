package dev.sonde.chat.jinja;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Operators of two values. */
final class Arithmetic {
    private Arithmetic() {}

    static Object of(String operator, Object left, Object right) {
        return switch (operator) {
            case "~" -> Values.text(left) + Values.text(right);
            case "+" -> plus(left, right);
            case "*" -> times(left, right);
            case "-", "/", "//", "%", "**" -> numbers(operator, Values.number(left), Values.number(right));
            case "==" -> Values.equal(left, right);
            case "!=" -> !Values.equal(left, right);
            case "<" -> Values.compare(left, right) < 0;
            case "<=" -> Values.compare(left, right) <= 0;
            case ">" -> Values.compare(left, right) > 0;
            case ">=" -> Values.compare(left, right) >= 0;
            case "in" -> contains(right, left);
            case "not in" -> !contains(right, left);
            default -> throw JinjaException.of("the operator '" + operator + "' is not known");
        };
    }

    static boolean contains(Object where, Object what) {
        if (where instanceof String text) {
            if (what instanceof String part) {
                return text.contains(part);
            }
            throw JinjaException.of(Values.repr(what) + " is not a text to look for in a text");
        }
        if (where instanceof Map<?, ?> map) {
            return map.containsKey(what);
        }
        return Values.items(where).stream().anyMatch(item -> Values.equal(item, what));
    }

    private static Object plus(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return a + b;
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return Stream.concat(a.stream(), b.stream()).toList();
        }
        if (Values.isNumber(left) && Values.isNumber(right)) {
            return numbers("+", Values.number(left), Values.number(right));
        }
        for (Object side : List.of(left, right)) {
            if (side instanceof Undefined undefined) {
                throw undefined.used();
            }
        }
        throw JinjaException.of("%s + %s: texts join texts, lists lists, numbers numbers"
                .formatted(Values.repr(left), Values.repr(right)));
    }

    private static Object times(Object left, Object right) {
        if (left instanceof String text && Values.isNumber(right)) {
            return text.repeat(Math.max(0, Values.index(right)));
        }
        if (right instanceof String text && Values.isNumber(left)) {
            return text.repeat(Math.max(0, Values.index(left)));
        }
        return numbers("*", Values.number(left), Values.number(right));
    }

    private static Object numbers(String operator, Number left, Number right) {
        boolean divides = operator.equals("/") || operator.equals("//") || operator.equals("%");
        if (divides && right.doubleValue() == 0) {
            throw JinjaException.of("division by zero");
        }
        boolean whole = left instanceof Long && right instanceof Long;
        return whole && !operator.equals("/") && !(operator.equals("**") && right.longValue() < 0)
                ? whole(operator, left.longValue(), right.longValue())
                : broken(operator, left.doubleValue(), right.doubleValue());
    }

    private static Object whole(String operator, long a, long b) {
        try {
            return switch (operator) {
                case "+" -> Math.addExact(a, b);
                case "-" -> Math.subtractExact(a, b);
                case "*" -> Math.multiplyExact(a, b);
                case "//" -> Math.floorDiv(a, b);
                case "%" -> Math.floorMod(a, b);
                default ->
                    java.math.BigInteger.valueOf(a).pow(Math.toIntExact(b)).longValueExact();
            };
        } catch (ArithmeticException tooLarge) {
            throw JinjaException.of("%d %s %d is too large a number".formatted(a, operator, b));
        }
    }

    private static Object broken(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "//" -> Math.floor(a / b);
            case "%" -> a - b * Math.floor(a / b);
            default -> Math.pow(a, b);
        };
    }
}
