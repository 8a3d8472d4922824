package dev.sonde.chat.jinja;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The methods of Python's str that templates use. */
final class TextMethods {
    private TextMethods() {}

    static Optional<Callable> of(String text, String name) {
        return switch (name) {
            case "strip", "lstrip", "rstrip" -> Optional.of(arguments -> strip(text, name, arguments));
            case "split" -> Optional.of(arguments -> Splitting.split(text, arguments));
            case "rsplit" -> Optional.of(arguments -> Splitting.splitFromEnd(text, arguments));
            case "splitlines" -> Optional.of(arguments -> Splitting.lines(text, arguments));
            case "startswith" -> Optional.of(arguments -> any(arguments.one("prefix"), text::startsWith));
            case "endswith" -> Optional.of(arguments -> any(arguments.one("suffix"), text::endsWith));
            case "removeprefix" ->
                Optional.of(arguments -> {
                    String prefix = text(arguments.one("prefix"));
                    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
                });
            case "removesuffix" ->
                Optional.of(arguments -> {
                    String suffix = text(arguments.one("suffix"));
                    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
                });
            case "upper" -> plain(Values.upper(text));
            case "lower" -> plain(Values.lower(text));
            case "title" -> plain(PyText.title(text));
            case "capitalize" -> plain(PyText.capitalize(text));
            case "isdigit" -> plain(all(text, Character::isDigit));
            case "isalpha" -> plain(all(text, Character::isLetter));
            case "isalnum" -> plain(all(text, Character::isLetterOrDigit));
            case "isspace" -> plain(all(text, PyText::isSpace));
            case "replace" -> Optional.of(arguments -> replace(text, arguments));
            case "join" -> Optional.of(arguments -> join(text, arguments.one("iterable"), TextMethods::text));
            case "count" -> Optional.of(arguments -> count(text, text(arguments.one("part"))));
            case "find" -> Optional.of(arguments -> place(text, text.indexOf(text(arguments.one("part")))));
            case "rfind" -> Optional.of(arguments -> place(text, text.lastIndexOf(text(arguments.one("part")))));
            default -> Optional.empty();
        };
    }

    private static Optional<Callable> plain(Object value) {
        return Optional.of(arguments -> {
            arguments.bind();
            return value;
        });
    }

    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw value instanceof Undefined undefined
                ? undefined.used()
                : JinjaException.of(Values.repr(value) + " is not a text");
    }

    private static boolean any(Object parts, Predicate<String> holds) {
        return parts instanceof List<?> list
                ? list.stream().anyMatch(part -> holds.test(text(part)))
                : holds.test(text(parts));
    }

    private static boolean all(String text, IntPredicate holds) {
        return !text.isEmpty() && text.codePoints().allMatch(holds);
    }

    private static Object strip(String text, String method, Arguments arguments) {
        Object given = Arguments.or(arguments.bind("chars").get(0), None.NONE);
        IntPredicate drop =
                given == None.NONE ? PyText::isSpace : c -> text(given).indexOf(c) >= 0;
        return PyText.strip(text, drop, !method.equals("rstrip"), !method.equals("lstrip"));
    }

    static String replace(String text, Arguments arguments) {
        List<Object> bound = arguments.bind("old", "new", "count");
        String old = text(bound.get(0));
        String by = text(bound.get(1));
        int left = Values.index(Arguments.or(bound.get(2), -1L));
        if (left < 0) {
            return text.replace(old, by);
        }
        if (old.isEmpty()) {
            throw JinjaException.of("'replace' of an empty text is not known with a count");
        }
        var out = new StringBuilder();
        int at = 0;
        for (int next = text.indexOf(old); next >= 0 && left > 0; next = text.indexOf(old, at)) {
            out.append(text, at, next).append(by);
            at = next + old.length();
            left--;
        }
        return out.append(text, at, text.length()).toString();
    }

    static String join(String separator, Object items, Function<Object, String> text) {
        return Values.items(items).stream().map(text).collect(Collectors.joining(separator));
    }

    private static Object count(String text, String part) {
        if (part.isEmpty()) {
            return PyText.length(text) + 1L;
        }
        long count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static Object place(String text, int index) {
        return index < 0 ? -1L : (long) text.codePointCount(0, index);
    }
}
