package dev.sonde.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code value.name}, {@code value[key]} and {@code value[from:to:step]}. */
final class Access {
    private Access() {}

    /** A method of the value, else its entry. */
    static Object attribute(Object value, String name) {
        return Methods.of(value, name).<Object>map(method -> method).orElseGet(() -> entry(value, name));
    }

    /** An entry of the value, else its method. */
    static Object item(Object value, Object key) {
        Object entry = entry(value, key);
        if (entry instanceof Undefined && key instanceof String name) {
            return Methods.of(value, name).<Object>map(method -> method).orElse(entry);
        }
        return entry;
    }

    private static Object entry(Object value, Object key) {
        var missing = new Undefined("'" + Values.text(key) + "'");
        if (value instanceof Undefined undefined) {
            throw undefined.used();
        }
        if (value instanceof Map<?, ?> map) {
            Object found = map.get(key);
            return found == null ? missing : found;
        }
        if (value instanceof Namespace namespace && key instanceof String name) {
            Object found = namespace.variables().get(name);
            return found == null ? missing : found;
        }
        if (value instanceof LoopState loop && key instanceof String name) {
            return loop.get(name);
        }
        if (Values.isNumber(key) && (value instanceof List<?> || value instanceof String)) {
            int size = value instanceof String text
                    ? PyText.length(text)
                    : Values.items(value).size();
            int index = Values.index(key) < 0 ? Values.index(key) + size : Values.index(key);
            if (index < 0 || index >= size) {
                return missing;
            }
            return value instanceof String text
                    ? PyText.at(text, index)
                    : Values.items(value).get(index);
        }
        return missing;
    }

    /** Part of a list or text, with Python's rules for what is left out or out of range. */
    static Object slice(Object value, Object from, Object to, Object step) {
        if (!(value instanceof List<?> || value instanceof String)) {
            throw value instanceof Undefined undefined
                    ? undefined.used()
                    : JinjaException.of(Values.repr(value) + " cannot be sliced");
        }
        List<?> all = Values.items(value);
        int by = isLeftOut(step) ? 1 : Values.index(step);
        if (by == 0) {
            throw JinjaException.of("a slice cannot have step 0");
        }
        int size = all.size();
        int first = isLeftOut(from) ? (by > 0 ? 0 : size - 1) : bound(Values.index(from), size, by);
        int end = isLeftOut(to) ? (by > 0 ? size : -1) : bound(Values.index(to), size, by);
        var part = new ArrayList<Object>();
        for (long i = first; by > 0 ? i < end : i > end; i += by) {
            part.add(all.get((int) i));
        }
        if (value instanceof String) {
            return String.join("", part.stream().map(Values::text).toList());
        }
        return List.copyOf(part);
    }

    private static boolean isLeftOut(Object bound) {
        return bound == None.NONE;
    }

    private static int bound(int index, int size, int step) {
        int counted = index < 0 ? index + size : index;
        return step > 0 ? Math.max(0, Math.min(size, counted)) : Math.max(-1, Math.min(size - 1, counted));
    }
}
