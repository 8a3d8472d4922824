package dev.sonde.chat.jinja;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Values written as Python literals or as JSON. */
final class Quoting {
    private Quoting() {}

    static String python(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        var out = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> {
            if (c == quote || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c == '\n' || c == '\r' || c == '\t') {
                out.append(c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
            } else if (c != ' ' && isUnprintable(c)) {
                out.append((c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.append(quote).toString();
    }

    private static boolean isUnprintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> true;
            default -> false;
        };
    }

    /** As Python's {@code repr} of a float. */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e16)) {
            String[] parts = Double.toString(value).split("E", -1);
            int exponent = Integer.parseInt(parts[1]);
            String digits = parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
            return "%se%s%02d".formatted(digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
        }
        String plain = new java.math.BigDecimal(Double.toString(value)).toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    /** As Python's {@code json.dumps} without escapes for other scripts; {@code indent} below 0 keeps it in one line. */
    static String json(Object value, int indent, boolean sorted) {
        var out = new StringBuilder();
        json(value, indent, sorted, 0, out);
        return out.toString();
    }

    private static void json(Object value, int indent, boolean sorted, int depth, StringBuilder out) {
        if (value instanceof String text) {
            jsonText(text, out);
        } else if (value instanceof Boolean || value instanceof Long) {
            out.append(value);
        } else if (value instanceof Double number) {
            String text = number(number);
            out.append(text.equals("nan") ? "NaN" : text.endsWith("inf") ? text.replace("inf", "Infinity") : text);
        } else if (value == None.NONE) {
            out.append("null");
        } else if (value instanceof List<?> list) {
            out.append('[');
            list(list.iterator(), indent, sorted, depth + 1, out);
            close(!list.isEmpty(), indent, depth, out).append(']');
        } else if (value instanceof Map<?, ?> map) {
            out.append('{');
            map(map, indent, sorted, depth + 1, out);
            close(!map.isEmpty(), indent, depth, out).append('}');
        } else {
            throw value instanceof Undefined undefined ? undefined.used() : JinjaException.of("a function is not JSON");
        }
    }

    private static void list(Iterator<?> items, int indent, boolean sorted, int depth, StringBuilder out) {
        for (boolean first = true; items.hasNext(); first = false) {
            separate(first, indent, depth, out);
            json(items.next(), indent, sorted, depth, out);
        }
    }

    private static void map(Map<?, ?> map, int indent, boolean sorted, int depth, StringBuilder out) {
        List<?> keys = sorted ? map.keySet().stream().sorted(Values::compare).toList() : List.copyOf(map.keySet());
        boolean first = true;
        for (Object key : keys) {
            separate(first, indent, depth, out);
            first = false;
            jsonText(key instanceof String text ? text : json(key, -1, false), out);
            out.append(": ");
            json(java.util.Objects.requireNonNull(map.get(key)), indent, sorted, depth, out);
        }
    }

    private static void separate(boolean first, int indent, int depth, StringBuilder out) {
        if (indent < 0) {
            out.append(first ? "" : ", ");
        } else {
            out.append(first ? "\n" : ",\n").append(" ".repeat(indent * depth));
        }
    }

    private static StringBuilder close(boolean filled, int indent, int depth, StringBuilder out) {
        return filled && indent >= 0 ? out.append('\n').append(" ".repeat(indent * depth)) : out;
    }

    private static void jsonText(String text, StringBuilder out) {
        out.append('"');
        text.chars().forEach(c -> {
            int known = "\"\\\n\r\t\b\f".indexOf(c);
            if (known >= 0) {
                out.append('\\').append("\"\\nrtbf".charAt(known));
            } else if (c < 0x20) {
                out.append("\\u%04x".formatted(c));
            } else {
                out.append((char) c);
            }
        });
        out.append('"');
    }
}
