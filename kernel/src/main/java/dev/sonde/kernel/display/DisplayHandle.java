package dev.sonde.kernel.display;

import org.jspecify.annotations.Nullable;

/**
 * A display that can change after it was shown, also from a later cell.
 *
 * @param id the display's identity in the front end
 * @param display where updates go
 */
public record DisplayHandle(String id, CellDisplay display) {

    /** Replaces the shown content. */
    public void update(@Nullable Object value) {
        display.update(id, value);
    }
}
