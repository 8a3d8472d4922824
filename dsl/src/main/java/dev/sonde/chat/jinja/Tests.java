package dev.sonde.chat.jinja;

import java.util.List;
import java.util.Map;

/** {@code value is test}. */
final class Tests {
    private Tests() {}

    static boolean holds(String name, Object value, Arguments arguments) {
        return switch (name) {
            case "equalto", "eq", "==" -> Values.equal(value, arguments.one("other"));
            case "ne", "!=" -> !Values.equal(value, arguments.one("other"));
            case "lt", "lessthan", "<" -> Values.compare(value, arguments.one("other")) < 0;
            case "le", "<=" -> Values.compare(value, arguments.one("other")) <= 0;
            case "gt", "greaterthan", ">" -> Values.compare(value, arguments.one("other")) > 0;
            case "ge", ">=" -> Values.compare(value, arguments.one("other")) >= 0;
            case "in" -> Arithmetic.contains(arguments.one("seq"), value);
            case "divisibleby" -> Values.index(value) % Values.index(arguments.one("num")) == 0;
            case "sameas" -> same(value, arguments.one("other"));
            default -> {
                arguments.bind();
                yield is(name, value);
            }
        };
    }

    private static boolean is(String name, Object value) {
        return switch (name) {
            case "defined" -> !(value instanceof Undefined);
            case "undefined" -> value instanceof Undefined;
            case "none" -> value == None.NONE;
            case "string" -> value instanceof String;
            case "number" -> Values.isNumber(value);
            case "integer" -> value instanceof Long;
            case "float" -> value instanceof Double;
            case "boolean" -> value instanceof Boolean;
            case "true" -> value.equals(Boolean.TRUE);
            case "false" -> value.equals(Boolean.FALSE);
            case "mapping" -> value instanceof Map<?, ?>;
            case "sequence" -> value instanceof String || value instanceof List<?> || value instanceof Map<?, ?>;
            case "iterable" ->
                value instanceof String
                        || value instanceof List<?>
                        || value instanceof Map<?, ?>
                        || value instanceof Generated
                        || value instanceof Undefined;
            case "callable" -> value instanceof Callable || value instanceof Undefined;
            case "odd" -> Values.index(value) % 2 != 0;
            case "even" -> Values.index(value) % 2 == 0;
            case "lower" -> cased(Values.text(value), Values.lower(Values.text(value)));
            case "upper" -> cased(Values.text(value), Values.upper(Values.text(value)));
            default -> throw JinjaException.of("the test 'is " + name + "' is not known");
        };
    }

    private static boolean cased(String text, String folded) {
        return text.equals(folded) && text.codePoints().anyMatch(Character::isLetter);
    }

    /** Small whole numbers, truth values, texts and None are one object each; anything else is compared by identity. */
    @SuppressWarnings("ReferenceEquality") // what the test is about
    private static boolean same(Object left, Object right) {
        boolean plain = left instanceof Long || left instanceof Boolean || left instanceof String;
        return plain ? left.equals(right) : left == right;
    }
}
