package dev.sonde.kernel.display;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Displays of the running cell that tell of a value before it is there; once it is shown itself, they are shortened. */
final class Previews {

    private final IdentityHashMap<Object, Runnable> shortenings = new IdentityHashMap<>();

    synchronized void add(Object value, Runnable shorten) {
        shortenings.put(value, shorten);
    }

    /** The value is about to be shown in full. */
    void shown(@Nullable Object value) {
        Runnable shorten;
        synchronized (this) {
            shorten = shortenings.remove(value);
        }
        if (shorten != null) {
            shorten.run();
        }
    }

    /** Another cell begins: what earlier ones show stays as it is. */
    synchronized void clear() {
        shortenings.clear();
    }
}
