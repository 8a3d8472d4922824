package dev.sonde.kernel.session;

/** Decides what a session does with the text of a cell. Without one, all of it is Kotlin. */
@FunctionalInterface
public interface CellInterpreter {

    /** Runs a cell, on the calling thread; what it throws becomes the cell's error. */
    CellOutcome interpret(RunningCell cell) throws Exception;
}
