package dev.sonde.chat.jinja;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The methods of Python's dict and list that leave the value as it is; those of str are in {@link TextMethods}. */
final class Methods {
    private static final Set<String> CHANGING = Set.of(
            "append",
            "extend",
            "insert",
            "pop",
            "remove",
            "clear",
            "sort",
            "reverse",
            "update",
            "setdefault",
            "popitem");

    private Methods() {}

    /** The method {@code name} of {@code value}, if it has one. */
    static Optional<Callable> of(Object value, String name) {
        if (value instanceof String text) {
            return TextMethods.of(text, name);
        }
        boolean holds = value instanceof Map<?, ?> || value instanceof List<?>;
        boolean entry = value instanceof Map<?, ?> map && map.containsKey(name);
        if (holds && !entry && CHANGING.contains(name)) {
            throw JinjaException.of("'." + name + "' would change a value; a template may not");
        }
        if (value instanceof Map<?, ?> map) {
            return ofMap(map, name);
        }
        return value instanceof List<?> list ? ofList(list, name) : Optional.empty();
    }

    private static Optional<Callable> ofMap(Map<?, ?> map, String name) {
        return switch (name) {
            case "get" -> Optional.of(arguments -> get(map, arguments));
            case "items" -> Optional.of(arguments -> pairs(map));
            case "keys" -> Optional.of(arguments -> List.copyOf(map.keySet()));
            case "values" -> Optional.of(arguments -> List.copyOf(map.values()));
            default -> Optional.empty();
        };
    }

    private static Object get(Map<?, ?> map, Arguments arguments) {
        List<Object> bound = arguments.bind("key", "default");
        Object found = map.get(bound.get(0));
        return found == null ? Arguments.or(bound.get(1), None.NONE) : found;
    }

    static List<Object> pairs(Map<?, ?> map) {
        return map.entrySet().stream()
                .<Object>map(entry -> new Tuple(
                        List.of(Objects.requireNonNull(entry.getKey()), Objects.requireNonNull(entry.getValue()))))
                .toList();
    }

    private static Optional<Callable> ofList(List<?> list, String name) {
        return switch (name) {
            case "count" ->
                Optional.of(arguments -> {
                    Object wanted = arguments.one("value");
                    return list.stream()
                            .filter(item -> Values.equal(item, wanted))
                            .count();
                });
            case "index" ->
                Optional.of(arguments -> {
                    Object wanted = arguments.one("value");
                    for (int i = 0; i < list.size(); i++) {
                        if (Values.equal(list.get(i), wanted)) {
                            return (long) i;
                        }
                    }
                    throw JinjaException.of(Values.repr(wanted) + " is not in the list");
                });
            default -> Optional.empty();
        };
    }
}
