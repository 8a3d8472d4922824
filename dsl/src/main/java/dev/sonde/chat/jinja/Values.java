package dev.sonde.chat.jinja;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as Python treats them: truth, equality, order, text. */
final class Values {
    private Values() {}

    static boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return value != None.NONE && !(value instanceof Undefined);
    }

    static boolean equal(Object left, Object right) {
        if (isNumber(left) && isNumber(right)) {
            return compareNumbers(left, right) == 0;
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            boolean same = a.size() == b.size() && a instanceof Tuple == b instanceof Tuple;
            for (int i = 0; same && i < a.size(); i++) {
                same = equal(a.get(i), b.get(i));
            }
            return same;
        }
        return left.equals(right);
    }

    /** Numbers, and truth values as the numbers that they are in Python. */
    static boolean isNumber(Object value) {
        return value instanceof Number || value instanceof Boolean;
    }

    static Number number(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? 1L : 0L;
        }
        if (value instanceof Number number) {
            return number;
        }
        throw value instanceof Undefined undefined
                ? undefined.used()
                : JinjaException.of(repr(value) + " is not a number");
    }

    static int index(Object value) {
        Number number = number(value);
        if (number instanceof Double) {
            throw JinjaException.of(repr(value) + " is not a whole number");
        }
        return (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, number.longValue()));
    }

    static int compare(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        if (isNumber(left) && isNumber(right)) {
            return compareNumbers(left, right);
        }
        if (left instanceof Undefined undefined) {
            throw undefined.used();
        }
        if (right instanceof Undefined undefined) {
            throw undefined.used();
        }
        throw JinjaException.of(repr(left) + " and " + repr(right) + " have no order");
    }

    private static int compareNumbers(Object left, Object right) {
        Number a = number(left);
        Number b = number(right);
        return a instanceof Long && b instanceof Long
                ? Long.compare(a.longValue(), b.longValue())
                : Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0);
    }

    /** What a loop, a filter of lists or {@code list} walks over. */
    static List<?> items(Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        if (value instanceof Map<?, ?> map) {
            return List.copyOf(map.keySet());
        }
        if (value instanceof String text) {
            return text.codePoints().mapToObj(Character::toString).toList();
        }
        if (value instanceof Generated generated) {
            return generated.take();
        }
        if (value instanceof Undefined) {
            return List.of();
        }
        throw JinjaException.of(repr(value) + " is not a list");
    }

    /** As {@code {{ value }}} prints it. */
    static String text(Object value) {
        return value instanceof String text ? text : value instanceof Undefined ? "" : repr(value);
    }

    static String repr(Object value) {
        if (value instanceof String text) {
            return Quoting.python(text);
        }
        if (value instanceof Boolean truth) {
            return truth ? "True" : "False";
        }
        if (value instanceof Double number) {
            return Quoting.number(number);
        }
        if (value instanceof Tuple tuple) {
            String comma = tuple.size() == 1 ? ",)" : ")";
            return tuple.stream().map(Values::repr).collect(Collectors.joining(", ", "(", comma));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Values::repr).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> repr(entry.getKey()) + ": " + repr(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Undefined) {
            return "Undefined";
        }
        if (value instanceof Long || value == None.NONE) {
            return value == None.NONE ? "None" : value.toString();
        }
        throw JinjaException.of(
                "a function, a namespace and what a filter gives have no text; call the first, '| list' the last");
    }

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
