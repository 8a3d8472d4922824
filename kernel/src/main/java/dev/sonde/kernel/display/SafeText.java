package dev.sonde.kernel.display;

import dev.sonde.report.PlainText;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Any value as text of a bounded size and without control characters, whatever its {@code toString} does. */
final class SafeText {

    private static final int MAX_CHARS = 20_000;
    private static final int MAX_ELEMENTS = 200;

    private SafeText() {}

    static String of(@Nullable Object value) {
        try {
            return PlainText.lines(cut(text(value)));
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            return "(a %s, whose toString threw %s)"
                    .formatted(
                            value == null ? "null" : value.getClass().getName(),
                            e.getClass().getName());
        }
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Map<?, ?> map && map.size() > MAX_ELEMENTS) {
            return elements(map.entrySet(), "{", "}");
        }
        if (value instanceof Collection<?> collection && collection.size() > MAX_ELEMENTS) {
            return elements(collection, "[", "]");
        }
        return String.valueOf(value);
    }

    private static String elements(Collection<?> all, String open, String close) {
        return all.stream()
                .limit(MAX_ELEMENTS)
                .map(SafeText::of)
                .collect(Collectors.joining(", ", open, ", … %,d more%s".formatted(all.size() - MAX_ELEMENTS, close)));
    }

    private static String cut(String text) {
        return text.length() <= MAX_CHARS
                ? text
                : text.substring(0, MAX_CHARS) + "… (%,d more characters)".formatted(text.length() - MAX_CHARS);
    }
}
