package dev.sonde.chat.jinja;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Values as Python's {@code json.dumps} writes them.
 *
 * @param indent of each level; below 0 for one line
 * @param sorted whether keys are
 * @param ascii whether other characters are escaped
 * @param comma between two items
 * @param colon behind a key
 */
record JsonText(int indent, boolean sorted, boolean ascii, String comma, String colon) {

    String of(Object value) {
        var out = new StringBuilder();
        write(value, 0, out);
        return out.toString();
    }

    private void write(Object value, int depth, StringBuilder out) {
        if (value instanceof String text) {
            text(text, out);
        } else if (value instanceof Boolean || value instanceof Long) {
            out.append(value);
        } else if (value instanceof Double number) {
            String text = Quoting.number(number);
            out.append(text.equals("nan") ? "NaN" : text.endsWith("inf") ? text.replace("inf", "Infinity") : text);
        } else if (value == None.NONE) {
            out.append("null");
        } else if (value instanceof List<?> list) {
            out.append('[');
            list(list.iterator(), depth + 1, out);
            close(!list.isEmpty(), depth, out).append(']');
        } else if (value instanceof Map<?, ?> map) {
            out.append('{');
            map(map, depth + 1, out);
            close(!map.isEmpty(), depth, out).append('}');
        } else {
            throw value instanceof Undefined undefined ? undefined.used() : JinjaException.of("a function is not JSON");
        }
    }

    private void list(Iterator<?> items, int depth, StringBuilder out) {
        for (boolean first = true; items.hasNext(); first = false) {
            separate(first, depth, out);
            write(items.next(), depth, out);
        }
    }

    private void map(Map<?, ?> map, int depth, StringBuilder out) {
        List<?> keys = sorted ? map.keySet().stream().sorted(Values::compare).toList() : List.copyOf(map.keySet());
        boolean first = true;
        for (Object key : keys) {
            separate(first, depth, out);
            first = false;
            text(key instanceof String text ? text : of(key), out);
            out.append(colon);
            write(Objects.requireNonNull(map.get(key)), depth, out);
        }
    }

    private void separate(boolean first, int depth, StringBuilder out) {
        out.append(first ? "" : comma);
        if (indent >= 0) {
            out.append('\n').append(" ".repeat(indent * depth));
        }
    }

    private StringBuilder close(boolean filled, int depth, StringBuilder out) {
        return filled && indent >= 0 ? out.append('\n').append(" ".repeat(indent * depth)) : out;
    }

    private void text(String text, StringBuilder out) {
        out.append('"');
        text.chars().forEach(c -> {
            int known = "\"\\\n\r\t\b\f".indexOf(c);
            if (known >= 0) {
                out.append('\\').append("\"\\nrtbf".charAt(known));
            } else if (c < 0x20 || (ascii && c > 0x7e)) {
                out.append("\\u%04x".formatted(c));
            } else {
                out.append((char) c);
            }
        });
        out.append('"');
    }
}
