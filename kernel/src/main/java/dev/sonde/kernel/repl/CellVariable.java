package dev.sonde.kernel.repl;

import org.jspecify.annotations.Nullable;

/**
 * A variable that a cell declared, or the result of one.
 *
 * @param name as declared, such as {@code model}, or {@code res7}
 * @param type Kotlin type, without packages
 * @param value at this moment; null is the value null
 * @param computed false for a lazy value that nobody asked for yet; it is not asked for either
 */
public record CellVariable(
        String name, String type, @Nullable Object value, boolean computed) {

    /** Whether it is the value of a cell's last expression. */
    public boolean isResult() {
        return name.matches("res\\d+");
    }
}
