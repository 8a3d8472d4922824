package dev.sonde.kernel.repl;

import java.util.Set;
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

    /**
     * The cell threw.
     *
     * @param kept whether the names that had their values by then keep them; if not, later cells have none of its names
     * @param unset names that it did not get to, or that were let go to free memory
     */
    record Failure(Throwable error, boolean kept, Set<String> unset) implements Evaluated {

        /** Copies {@code unset}. */
        public Failure {
            unset = Set.copyOf(unset);
        }

        /** A cell of which nothing ran. */
        public Failure(Throwable error) {
            this(error, false, Set.of());
        }
    }
}
