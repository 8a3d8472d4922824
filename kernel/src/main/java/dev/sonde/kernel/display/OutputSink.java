package dev.sonde.kernel.display;

import dev.sonde.kernel.comm.CommPost;

/**
 * Receives what a cell shows while it runs, in order.
 *
 * <p>Calls come from any thread, one at a time per session. A sink stays in use after its cell ended: threads that
 * outlive the cell write to it until the next cell starts.
 */
public interface OutputSink {

    /** Text of a stream; whole characters, but not always whole lines. */
    void stream(StreamName name, String text);

    /** A new display. */
    void display(DisplayBundle bundle);

    /** New content for every display of the same id, from this or an earlier cell. */
    void update(DisplayBundle bundle);

    /** A long text, for a place beside the notebook where the client has one; as a display where it has none. */
    default void page(DisplayBundle text) {
        display(text);
    }

    /** The cell is to stop: text that waits for its turn, in whatever thread, waits no longer. */
    default void hurry() {}

    /** What a comm says to the client; lost where none listens. */
    default void comm(CommPost post) {}

    /**
     * Removes the cell's outputs.
     *
     * @param wait true to remove them only when the next output arrives, which avoids flicker
     */
    void clear(boolean wait);
}
