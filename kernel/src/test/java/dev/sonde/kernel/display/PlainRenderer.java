package dev.sonde.kernel.display;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders any value as its text, and ready-made bundles as they are. */
public final class PlainRenderer implements ValueRenderer {

    private static final int LIMIT_CHARS = 100_000;

    @Override
    public Map<String, Object> render(@Nullable Object value) {
        if (value instanceof DisplayBundle bundle) {
            return bundle.data();
        }
        return Map.of("text/plain", text(value));
    }

    private static String text(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= LIMIT_CHARS
                ? text
                : text.substring(0, LIMIT_CHARS) + "… (" + (text.length() - LIMIT_CHARS) + " more characters)";
    }
}
