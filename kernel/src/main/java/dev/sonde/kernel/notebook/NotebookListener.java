package dev.sonde.kernel.notebook;

import dev.sonde.kernel.display.DisplayBundle;

/** Hears how a notebook runs. */
public interface NotebookListener {

    /** A listener that does nothing. */
    NotebookListener NONE = new NotebookListener() {};

    /**
     * A code cell starts.
     *
     * @param number counted from 1 among the code cells that run
     * @param total how many of them there are
     */
    default void started(int number, int total, NotebookCell cell) {}

    /** The running cell changed one of its displays, as a progress table does. From any thread. */
    default void updated(DisplayBundle bundle) {}

    /** The cell is over, well or not; its outputs are in it. */
    default void finished(NotebookCell cell, double seconds) {}
}
