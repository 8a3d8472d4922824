package dev.sonde.backend.djl;

import dev.sonde.backend.View;

/** Which weights each view means. */
interface Views extends AutoCloseable {

    /** The weights of {@code view}. */
    RowView of(View view);

    @Override
    void close();
}
