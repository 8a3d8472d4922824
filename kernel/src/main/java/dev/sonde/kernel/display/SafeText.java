package dev.sonde.kernel.display;

import dev.sonde.report.PlainText;
import java.lang.reflect.Array;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any value as text of a bounded size and without control characters, whatever its {@code toString} does. */
final class SafeText {

    private static final int MAX_CHARS = 20_000;
    private static final int MAX_ELEMENTS = 200;
    private static final int MAX_DEPTH = 20;

    private final StringBuilder text = new StringBuilder();

    private SafeText() {}

    static String of(@Nullable Object value) {
        try {
            var safe = new SafeText();
            safe.append(value, 0);
            return PlainText.lines(cut(safe.text.toString()));
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            return thrown(value, e);
        }
    }

    private static String thrown(@Nullable Object value, Throwable error) {
        return "(a %s, whose toString threw %s)"
                .formatted(
                        value == null ? "null" : value.getClass().getName(),
                        error.getClass().getName());
    }

    /** The JDK's and Kotlin's own collections element by element, so that a large one is never written out whole. */
    private void append(@Nullable Object value, int depth) {
        if (value != null && value.getClass().isArray()) {
            elements(listOf(value), Array.getLength(value), "[", "]", depth);
        } else if (value instanceof Map<?, ?> map && ordinary(map)) {
            elements(map.entrySet(), map.size(), "{", "}", depth);
        } else if (value instanceof Collection<?> collection && ordinary(collection)) {
            elements(collection, collection.size(), "[", "]", depth);
        } else if (value instanceof Map.Entry<?, ?> entry && ordinary(entry)) {
            append(entry.getKey(), depth);
            text.append('=');
            append(entry.getValue(), depth);
        } else {
            text.append(value);
        }
    }

    private void elements(Collection<?> all, int size, String open, String close, int depth) {
        text.append(open);
        if (depth == MAX_DEPTH) {
            text.append('…').append(close); // a list may hold itself
            return;
        }
        int shown = 0;
        for (Iterator<?> each = all.iterator();
                each.hasNext() && shown < MAX_ELEMENTS && text.length() <= MAX_CHARS;
                shown++) {
            text.append(shown == 0 ? "" : ", ");
            element(each.next(), depth + 1);
        }
        text.append(size > shown ? ", … %,d more".formatted(size - shown) : "").append(close);
    }

    private void element(@Nullable Object element, int depth) {
        try {
            append(element, depth);
        } catch (Exception | LinkageError | AssertionError e) {
            text.append(thrown(element, e));
        }
    }

    private static boolean ordinary(Object value) {
        String name = value.getClass().getName();
        return name.startsWith("java.util.") || name.startsWith("kotlin.collections.");
    }

    private static Collection<?> listOf(Object array) {
        return new AbstractList<@Nullable Object>() {
            @Override
            public @Nullable Object get(int index) {
                return Array.get(array, index);
            }

            @Override
            public int size() {
                return Array.getLength(array);
            }
        };
    }

    private static String cut(String text) {
        return text.length() <= MAX_CHARS
                ? text
                : text.substring(0, MAX_CHARS) + "… (%,d more characters)".formatted(text.length() - MAX_CHARS);
    }
}
