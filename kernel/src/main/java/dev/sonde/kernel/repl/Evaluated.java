package dev.sonde.kernel.repl;

import org.jspecify.annotations.Nullable;

/** What running a cell gave. */
public sealed interface Evaluated {

    /**
     * The last expression's value.
     *
     * @param name under which later cells find it, such as {@code res7}
     * @param value may be null: the value null
     * @param type the declared Kotlin type
     */
    record Value(String name, @Nullable Object value, String type) implements Evaluated {}

    /** The cell ended without a value: its last line is a declaration or returns {@code Unit}. */
    record Nothing() implements Evaluated {}

    /** The cell threw. */
    record Failure(Throwable error) implements Evaluated {}
}
