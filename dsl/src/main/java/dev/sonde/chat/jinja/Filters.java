package dev.sonde.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code value | filter(...)}; those over lists are in {@link ListFilters}. */
final class Filters {
    private Filters() {}

    static Object apply(String name, Object value, Arguments arguments) {
        return switch (name) {
            case "trim" -> trim(Values.text(value), arguments);
            case "upper" -> Values.upper(plain(value, arguments));
            case "lower" -> Values.lower(plain(value, arguments));
            case "title" -> jinjaTitle(plain(value, arguments));
            case "capitalize" -> PyText.capitalize(plain(value, arguments));
            case "string", "safe" -> plain(value, arguments);
            case "replace" -> TextMethods.replace(Values.text(value), arguments);
            case "indent" -> indent(Values.text(value), arguments);
            case "length", "count" -> length(value, arguments);
            case "default", "d" -> fallback(value, arguments);
            case "tojson" -> json(value, arguments);
            case "int" -> whole(value, arguments);
            case "float" -> broken(value, arguments);
            case "abs" -> abs(Values.number(value));
            case "items" -> pairs(value, arguments);
            default -> ListFilters.apply(name, value, arguments);
        };
    }

    private static String plain(Object value, Arguments arguments) {
        arguments.bind();
        return Values.text(value);
    }

    private static String trim(String text, Arguments arguments) {
        Object chars = Arguments.or(arguments.bind("chars").get(0), None.NONE);
        return chars == None.NONE
                ? PyText.strip(text)
                : PyText.strip(text, c -> TextMethods.text(chars).indexOf(c) >= 0, true, true);
    }

    /** The filter begins a word after blanks, hyphens and brackets only. */
    private static String jinjaTitle(String text) {
        var title = new StringBuilder(text.length());
        boolean inside = false;
        for (int c : text.codePoints().toArray()) {
            title.append(inside ? Values.lower(Character.toString(c)) : Values.upper(Character.toString(c)));
            inside = !(PyText.isSpace(c) || "-({[<".indexOf(c) >= 0);
        }
        return title.toString();
    }

    private static Object length(Object value, Arguments arguments) {
        arguments.bind();
        if (value instanceof Generated) {
            throw JinjaException.of("what a filter gives has no length; make it a list with '| list'");
        }
        if (value instanceof Map<?, ?> map) {
            return (long) map.size();
        }
        return value instanceof String text
                ? (long) PyText.length(text)
                : (long) Values.items(value).size();
    }

    private static Object fallback(Object value, Arguments arguments) {
        List<Object> bound = arguments.bind("default_value", "boolean");
        boolean falsy = Values.truth(bound.get(1)) && !Values.truth(value);
        return value instanceof Undefined || falsy ? Arguments.or(bound.get(0), "") : value;
    }

    private static Object json(Object value, Arguments arguments) {
        List<Object> bound = arguments.bind("ensure_ascii", "indent", "separators", "sort_keys");
        Object given = Arguments.or(bound.get(1), None.NONE);
        int indent = given == None.NONE ? -1 : Values.index(given);
        String comma = indent < 0 ? ", " : ",";
        String colon = ": ";
        if (Values.truth(bound.get(2))) {
            List<?> separators = Values.items(bound.get(2));
            if (separators.size() != 2) {
                throw JinjaException.of("'separators' of 'tojson' are two texts");
            }
            comma = TextMethods.text(separators.get(0));
            colon = TextMethods.text(separators.get(1));
        }
        return new JsonText(indent, Values.truth(bound.get(3)), Values.truth(bound.get(0)), comma, colon).of(value);
    }

    private static Object whole(Object value, Arguments arguments) {
        Object fallback = Arguments.or(arguments.bind("default").get(0), 0L);
        if (Values.isNumber(value)) {
            return Values.number(value).longValue();
        }
        try {
            String text = PyText.strip(Values.text(value)).replace("_", "");
            return text.contains(".") || text.contains("e") ? (long) Double.parseDouble(text) : Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            return fallback;
        }
    }

    private static Object broken(Object value, Arguments arguments) {
        Object fallback = Arguments.or(arguments.bind("default").get(0), 0.0);
        if (Values.isNumber(value)) {
            return Values.number(value).doubleValue();
        }
        try {
            return Double.parseDouble(PyText.strip(Values.text(value)));
        } catch (NumberFormatException notANumber) {
            return fallback;
        }
    }

    private static Object abs(Number value) {
        return value instanceof Long whole ? (Object) Math.abs(whole) : (Object) Math.abs(value.doubleValue());
    }

    private static Object pairs(Object value, Arguments arguments) {
        arguments.bind();
        if (value instanceof Map<?, ?> map) {
            return new Generated(Methods.pairs(map));
        }
        if (value instanceof Undefined) {
            return new Generated(List.of());
        }
        throw JinjaException.of("'items' needs a mapping, not " + Values.repr(value));
    }

    private static String indent(String text, Arguments arguments) {
        List<Object> bound = arguments.bind("width", "first", "blank");
        Object width = Arguments.or(bound.get(0), 4L);
        String indent = width instanceof String given ? given : " ".repeat(Values.index(width));
        boolean blank = Values.truth(bound.get(2));
        var lines = new ArrayList<>(List.of(text.split("\n", -1)));
        String rest = lines.subList(1, lines.size()).stream()
                .map(line -> "\n" + (line.isEmpty() && !blank ? "" : indent) + line)
                .collect(Collectors.joining());
        return (Values.truth(bound.get(1)) ? indent : "") + lines.get(0) + rest;
    }
}
