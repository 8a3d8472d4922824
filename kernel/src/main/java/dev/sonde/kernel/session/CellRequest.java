package dev.sonde.kernel.session;

import dev.sonde.kernel.display.OutputSink;

/**
 * A cell to run.
 *
 * @param code Kotlin
 * @param sink receives what the cell shows
 * @param input answers what the cell asks
 * @param storeHistory true to count the cell and to remember it
 */
public record CellRequest(String code, OutputSink sink, InputSource input, boolean storeHistory) {

    /** A counted cell that cannot ask for input. */
    public static CellRequest of(String code, OutputSink sink) {
        return new CellRequest(code, sink, InputSource.NONE, true);
    }
}
