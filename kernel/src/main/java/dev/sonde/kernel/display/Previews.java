package dev.sonde.kernel.display;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Displays of the running cell that tell of a value before it is there; once it is shown itself, they are shortened. */
final class Previews {

    // by the value, and by the bundle that shows it
    private final IdentityHashMap<Object, Runnable> shortenings = new IdentityHashMap<>();

    synchronized void add(Object value, Runnable shorten) {
        shortenings.put(value, shorten);
    }

    /** {@code bundle} is what shows the value, if anything does. */
    synchronized void rendered(@Nullable Object value, DisplayBundle bundle) {
        Runnable shorten = shortenings.get(value);
        if (shorten != null) {
            shortenings.put(bundle, shorten);
        }
    }

    /** The value of this bundle is shown in full. */
    void shown(DisplayBundle bundle) {
        Runnable shorten;
        synchronized (this) {
            shorten = shortenings.remove(bundle);
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
