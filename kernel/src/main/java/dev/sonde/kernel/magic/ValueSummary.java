package dev.sonde.kernel.magic;

import dev.sonde.kernel.session.UserInput;
import dev.sonde.suite.Model;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kotlin.Function;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/** A value in one short line. Looks at a few elements of what is large, and computes nothing. */
public final class ValueSummary {

    private static final int LIMIT_CHARS = 80;
    private static final int LIMIT_ELEMENTS = 5;

    private ValueSummary() {}

    /** How large a value is, such as {@code 12 elements}; empty for what has no size. */
    static String size(@Nullable Object value) {
        if (value instanceof String text && UserInput.isSecret(text)) {
            return "";
        }
        if (value instanceof CharSequence text) {
            return counted(text.length(), "char");
        }
        if (value instanceof Collection<?> collection) {
            return counted(collection.size(), "element");
        }
        if (value instanceof Map<?, ?> map) {
            return map.size() == 1 ? "1 entry" : "%,d entries".formatted(map.size());
        }
        if (value instanceof Table table) {
            return "%,d × %,d".formatted(table.rowCount(), table.columnCount());
        }
        return value != null && value.getClass().isArray() ? counted(Array.getLength(value), "element") : "";
    }

    private static String counted(long count, String noun) {
        return "%,d %s%s".formatted(count, noun, count == 1 ? "" : "s");
    }

    /** The value, cut to a line. */
    public static String of(@Nullable Object value) {
        try {
            return cut(
                    UserInput.hidden(text(value, true)).replaceAll("\\s+", " ").strip());
        } catch (Throwable broken) { // a toString of the user may throw anything
            return "(its toString fails: " + broken.getClass().getSimpleName() + ")";
        }
    }

    private static String text(@Nullable Object value, boolean outermost) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String text && UserInput.isSecret(text)) {
            return "(a password)";
        }
        if (value instanceof CharSequence text) {
            return "\"" + text.subSequence(0, Math.min(text.length(), 2 * LIMIT_CHARS)) + "\"";
        }
        if (value instanceof Model model) {
            String adapter = model.card().adapterName();
            return model.card().name() + (adapter.isEmpty() ? "" : " + " + adapter);
        }
        if (value instanceof Table table) {
            return String.join(", ", table.columnNames());
        }
        if (value instanceof Function) {
            return "(a function)";
        }
        if (value instanceof Collection<?>
                || value instanceof Map<?, ?>
                || value.getClass().isArray()) {
            return outermost ? elements(value) : "…";
        }
        String text = value.toString();
        boolean plain =
                text.equals(value.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(value)));
        return plain ? "(a " + value.getClass().getSimpleName() + ")" : text;
    }

    private static String elements(Object value) {
        if (value instanceof Map<?, ?> map) {
            return "{" + first(map.entrySet().iterator(), map.size()) + "}";
        }
        if (value instanceof Collection<?> collection) {
            return "[" + first(collection.iterator(), collection.size()) + "]";
        }
        int length = Array.getLength(value);
        String shown = IntStream.range(0, Math.min(length, LIMIT_ELEMENTS))
                .mapToObj(index -> text(Array.get(value, index), false))
                .collect(Collectors.joining(", "));
        return "[" + shown + (length > LIMIT_ELEMENTS ? ", …" : "") + "]";
    }

    private static String first(Iterator<?> elements, int size) {
        var text = new StringBuilder();
        for (int index = 0; index < LIMIT_ELEMENTS && elements.hasNext(); index++) {
            Object element = elements.next();
            text.append(index == 0 ? "" : ", ");
            text.append(
                    element instanceof Map.Entry<?, ?> entry
                            ? text(entry.getKey(), false) + "=" + text(entry.getValue(), false)
                            : text(element, false));
        }
        return text.append(size > LIMIT_ELEMENTS ? ", …" : "").toString();
    }

    private static String cut(String text) {
        return text.length() > LIMIT_CHARS ? text.substring(0, LIMIT_CHARS - 1) + "…" : text;
    }
}
