package dev.sonde.chat.jinja;

import java.util.List;

/**
 * What filters such as {@code map} and {@code selectattr} give: items that can be walked over once, and nothing else. It has
 * no length, no text and no order, and it is true even without items; {@code list} makes a list of it.
 */
final class Generated {
    private List<?> left;

    Generated(List<?> items) {
        this.left = items;
    }

    /** The items; nothing is left. */
    List<?> take() {
        List<?> taken = left;
        left = List.of();
        return taken;
    }
}
