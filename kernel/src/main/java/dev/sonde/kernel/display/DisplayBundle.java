package dev.sonde.kernel.display;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One displayed value in several MIME types.
 *
 * @param data MIME type to content; text types hold a string, JSON types hold maps, lists, strings, numbers and booleans, binary types hold base64
 * @param metadata hints for the front end, by MIME type or as flags
 * @param displayId identity for later updates; empty for a display that never changes
 */
public record DisplayBundle(Map<String, Object> data, Map<String, Object> metadata, Optional<String> displayId) {

    /** Copies the maps and keeps their order. */
    public DisplayBundle {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** A bundle without metadata that is never updated. */
    public static DisplayBundle of(Map<String, Object> data) {
        return new DisplayBundle(data, Map.of(), Optional.empty());
    }

    /** The same content under an identity. */
    public DisplayBundle withId(String id) {
        return new DisplayBundle(data, metadata, Optional.of(id));
    }
}
