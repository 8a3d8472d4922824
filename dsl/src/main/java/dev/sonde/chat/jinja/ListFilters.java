package dev.sonde.chat.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Filters over the items of a list. */
final class ListFilters {
    private ListFilters() {}

    static Object apply(String name, Object value, Arguments arguments) {
        return switch (name) {
            case "list" -> List.copyOf(plain(value, arguments));
            case "first" -> end(plain(value, arguments), 0);
            case "last" -> last(value, arguments);
            case "reverse" -> reversed(value, arguments);
            case "join" -> join(value, arguments);
            case "unique" -> new Generated(unique(plain(value, arguments)));
            case "sort" -> sort(value, arguments);
            case "dictsort" -> dictsort(value, arguments);
            case "map" -> new Generated(map(value, arguments));
            case "select", "reject" -> new Generated(kept(value, test(arguments, 0), name.equals("select")));
            case "selectattr", "rejectattr" ->
                new Generated(keptByAttribute(value, arguments, name.equals("selectattr")));
            default -> throw JinjaException.of("the filter '" + name + "' is not known");
        };
    }

    private static List<?> plain(Object value, Arguments arguments) {
        arguments.bind();
        return Values.items(value);
    }

    private static Object end(List<?> items, int index) {
        return items.isEmpty() ? new Undefined("an end of an empty list") : items.get(index);
    }

    private static Object last(Object value, Arguments arguments) {
        if (value instanceof Generated) {
            throw JinjaException.of("what a filter gives has no last item; make it a list with '| list'");
        }
        List<?> items = plain(value, arguments);
        return end(items, items.size() - 1);
    }

    private static Object reversed(Object value, Arguments arguments) {
        if (value instanceof String text) {
            return new StringBuilder(text).reverse().toString();
        }
        var items = new ArrayList<Object>(plain(value, arguments));
        Collections.reverse(items);
        return new Generated(items);
    }

    private static Object join(Object value, Arguments arguments) {
        List<Object> bound = arguments.bind("d", "attribute");
        List<?> items = bound.get(1) instanceof Undefined ? Values.items(value) : attributes(value, bound.get(1));
        return TextMethods.join(Values.text(bound.get(0)), items, Values::text);
    }

    private static List<?> unique(List<?> items) {
        var kept = new ArrayList<Object>();
        for (Object item : items) {
            if (kept.stream().noneMatch(other -> Values.equal(folded(item), folded(other)))) {
                kept.add(item);
            }
        }
        return List.copyOf(kept);
    }

    /** Filters that compare do not see large and small letters, unless told to. */
    private static Object folded(Object value) {
        return value instanceof String text ? Values.lower(text) : value;
    }

    private static Object sort(Object value, Arguments arguments) {
        List<Object> bound = arguments.bind("reverse", "case_sensitive", "attribute");
        boolean exact = Values.truth(bound.get(1));
        Comparator<Object> order = (a, b) -> Values.compare(key(a, bound.get(2), exact), key(b, bound.get(2), exact));
        return Values.items(value).stream()
                .<Object>map(item -> item)
                .sorted(Values.truth(bound.get(0)) ? order.reversed() : order)
                .toList();
    }

    private static Object key(Object item, Object attribute, boolean exact) {
        Object key = attribute instanceof Undefined ? item : path(item, Values.text(attribute));
        return exact ? key : folded(key);
    }

    private static Object dictsort(Object value, Arguments arguments) {
        arguments.bind();
        if (!(value instanceof Map<?, ?> map)) {
            throw JinjaException.of("'dictsort' needs a mapping, not " + Values.repr(value));
        }
        Comparator<Object> order = (a, b) -> Values.compare(folded(((List<?>) a).get(0)), folded(((List<?>) b).get(0)));
        return Methods.pairs(map).stream().sorted(order).toList();
    }

    private static List<?> map(Object value, Arguments arguments) {
        if (arguments.named().containsKey("attribute")) {
            List<Object> bound = arguments.bind("attribute", "default");
            return Values.items(value).stream()
                    .map(item -> path(item, Values.text(bound.get(0)), bound.get(1)))
                    .toList();
        }
        String filter = TextMethods.text(first(arguments));
        List<Object> rest =
                arguments.positional().subList(1, arguments.positional().size());
        var passed = new Arguments(filter, rest, arguments.named());
        return Values.items(value).stream()
                .map(item -> Filters.apply(filter, item, passed))
                .toList();
    }

    private static List<?> attributes(Object value, Object attribute) {
        return Values.items(value).stream()
                .map(item -> path(item, Values.text(attribute)))
                .toList();
    }

    private static Object path(Object item, String names) {
        return path(item, names, new Undefined(names));
    }

    /** {@code a.b.c} of an item; {@code fallback} stands for each part that is missing. */
    private static Object path(Object item, String names, Object fallback) {
        Object at = item;
        for (String name : names.split("\\.", -1)) {
            Object next = name.matches("\\d+") ? Access.item(at, Long.valueOf(name)) : Access.item(at, name);
            at = Arguments.or(next, fallback);
        }
        return at;
    }

    private static Object first(Arguments arguments) {
        if (arguments.positional().isEmpty()) {
            throw JinjaException.of("'" + arguments.function() + "' needs an argument");
        }
        return arguments.positional().get(0);
    }

    /** The test named at {@code from} with the arguments behind it; truth if there is none. */
    private static Predicate<Object> test(Arguments arguments, int from) {
        List<Object> given = arguments.positional();
        if (given.size() <= from) {
            return Values::truth;
        }
        String name = TextMethods.text(given.get(from));
        var passed = new Arguments(name, given.subList(from + 1, given.size()), arguments.named());
        return item -> Tests.holds(name, item, passed);
    }

    private static List<?> kept(Object value, Predicate<Object> test, boolean wanted) {
        return Values.items(value).stream()
                .<Object>map(item -> item)
                .filter(item -> test.test(item) == wanted)
                .toList();
    }

    private static List<?> keptByAttribute(Object value, Arguments arguments, boolean wanted) {
        String attribute = Values.text(first(arguments));
        Predicate<Object> test = test(arguments, 1);
        return kept(value, item -> test.test(path(item, attribute)), wanted);
    }
}
