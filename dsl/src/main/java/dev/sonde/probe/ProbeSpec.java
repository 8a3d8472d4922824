package dev.sonde.probe;

import java.util.OptionalInt;

/**
 * Settings of one probe: an immutable value, checked in its constructor, and the typed key of its result.
 *
 * <p>Serialised by Jackson with {@code snake_case} keys; {@code kind}, {@code enabled} and {@code weight} of a suite
 * file are not part of it.
 */
public interface ProbeSpec {

    /** Unique within the suite. */
    String name();

    /** How many prompts, or whatever else is observed independently, the probe rests on; empty where it does not say. */
    default OptionalInt observations() {
        return OptionalInt.empty();
    }
}
