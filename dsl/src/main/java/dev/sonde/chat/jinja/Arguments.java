package dev.sonde.chat.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a function, filter, test or method is called with.
 *
 * @param function its name, for messages
 * @param positional in order
 * @param named by name
 */
record Arguments(String function, List<Object> positional, Map<String, Object> named) {

    /** The variable that hands a {@code call} block over; no template can name it. */
    static final String CALLER = " caller";

    /**
     * The arguments in the order of {@code names}; what is left out is {@link Undefined}.
     *
     * @throws JinjaException if there are too many, or one has another name
     */
    List<Object> bind(String... names) {
        List<String> known = Arrays.asList(names);
        if (positional.size() > names.length) {
            throw JinjaException.of(
                    "'%s' takes at most %d arguments, not %d".formatted(function, names.length, positional.size()));
        }
        List<Object> bound = new ArrayList<>(positional);
        known.subList(bound.size(), names.length).forEach(name -> bound.add(new Undefined(name)));
        named.forEach((name, value) -> {
            if (!known.contains(name)) {
                throw JinjaException.of("'%s' has no argument '%s'; it has %s".formatted(function, name, known));
            }
            bound.set(known.indexOf(name), value);
        });
        return bound;
    }

    /** The same with what a {@code call} block holds, if there is one. */
    Arguments withCaller(Object caller) {
        if (caller instanceof Undefined) {
            return this;
        }
        Map<String, Object> all = new LinkedHashMap<>(named);
        all.put("caller", caller);
        return new Arguments(function, positional, all);
    }

    /** {@link #bind} for a single argument that has to be there. */
    Object one(String name) {
        Object value = bind(name).get(0);
        if (value instanceof Undefined undefined) {
            throw undefined.used();
        }
        return value;
    }

    static Object or(Object value, Object fallback) {
        return value instanceof Undefined ? fallback : value;
    }
}
