package dev.sonde.kernel;

import dev.sonde.kernel.display.DisplayBundle;
import java.util.Optional;

/** Says what stands at the cursor: the answer to Shift-Tab. */
@FunctionalInterface
public interface Inspector {

    /**
     * The type, value and documentation of what stands at the cursor; empty when nothing is known about it.
     *
     * @param code the whole cell
     * @param utf16Offset cursor position, 0 to the code's length
     */
    Optional<DisplayBundle> inspect(String code, int utf16Offset);
}
