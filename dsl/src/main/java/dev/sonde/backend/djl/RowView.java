package dev.sonde.backend.djl;

import org.jspecify.annotations.Nullable;

/**
 * Which weights one row of a batch sees.
 *
 * @param adaptation null for the base model
 * @param lambda its strength, never 0
 */
record RowView(@Nullable Adaptation adaptation, double lambda) {

    static final RowView BASE = new RowView(null, 1);

    String order() {
        return adaptation == null ? "" : adaptation.id();
    }
}
