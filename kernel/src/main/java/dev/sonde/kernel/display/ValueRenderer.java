package dev.sonde.kernel.display;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a value into a MIME bundle, {@code text/plain} always among it. */
@FunctionalInterface
public interface ValueRenderer {

    /**
     * The bundle of a value; see {@link DisplayBundle#data()} for its shape.
     *
     * @param value what a cell returned or displays; null is the value null, never "nothing"
     */
    Map<String, Object> render(@Nullable Object value);
}
